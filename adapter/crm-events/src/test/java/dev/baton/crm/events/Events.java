package dev.baton.crm.events;

import com.google.protobuf.ByteString;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.ProducerEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Change events as an org of a few fields sends them. */
final class Events {
    static final String OUR_USER = "005000000000009AAA";
    static final String OURS = "com/salesforce/api/soap/65.0;client=Baton";
    static final String THEIRS = "com/salesforce/api/soap/65.0;client=SfdcInternalAPI/";

    static final String SCHEMA =
            """
            {"type":"record","name":"AccountChangeEvent","namespace":"com.sforce.eventbus","fields":[
              {"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[
                {"name":"entityName","type":"string"},
                {"name":"recordIds","type":{"type":"array","items":"string"}},
                {"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":
                  ["CREATE","UPDATE","DELETE","UNDELETE","GAP_CREATE","GAP_UPDATE","GAP_DELETE",
                   "GAP_UNDELETE","GAP_OVERFLOW","SNAPSHOT"]}},
                {"name":"changeOrigin","type":"string"},
                {"name":"commitUser","type":"string"},
                {"name":"changedFields","type":{"type":"array","items":"string"}}]}},
              {"name":"Name","type":["null","string",{"type":"record","name":"Switchable_PersonName",
                "fields":[{"name":"Salutation","type":["null","string"]},
                          {"name":"FirstName","type":["null","string"]},
                          {"name":"LastName","type":["null","string"]}]}]},
              {"name":"Phone","type":["null","string"]},
              {"name":"Industry","type":["null","string"]},
              {"name":"BillingAddress","type":["null",{"type":"record","name":"Address",
                "fields":[{"name":"Street","type":["null","string"]},
                          {"name":"City","type":["null","string"]}]}]},
              {"name":"OwnerId","type":["null","string"]}]}
            """;

    private static final Schema PARSED = new Schema.Parser().parse(SCHEMA);

    private Events() {}

    static byte[] payload(
            String type, List<String> ids, String origin, String user, List<String> changed) {
        Schema headerSchema = PARSED.getField("ChangeEventHeader").schema();
        var header = new GenericData.Record(headerSchema);
        header.put("entityName", "Account");
        header.put("recordIds", ids);
        header.put(
                "changeType",
                new GenericData.EnumSymbol(headerSchema.getField("changeType").schema(), type));
        header.put("changeOrigin", origin);
        header.put("commitUser", user);
        header.put("changedFields", changed);
        var event = new GenericData.Record(PARSED);
        event.put("ChangeEventHeader", header);
        event.put("Phone", "+49 731 1");
        var out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericData.Record>(PARSED).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Somebody else changed the phone number. */
    static byte[] changed() {
        return payload("UPDATE", List.of("001A"), THEIRS, "005000000000001AAA", List.of("0x04"));
    }

    static ConsumerEvent event(int position, byte[] payload) {
        return ConsumerEvent.newBuilder()
                .setReplayId(ByteString.copyFromUtf8("r" + position))
                .setEvent(
                        ProducerEvent.newBuilder()
                                .setSchemaId("s1")
                                .setPayload(ByteString.copyFrom(payload)))
                .build();
    }
}
