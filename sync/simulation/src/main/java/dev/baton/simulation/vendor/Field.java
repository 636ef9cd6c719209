package dev.baton.simulation.vendor;

import java.util.List;

/**
 * A field of an object in the org.
 *
 * @param type as describe names it
 * @param length most characters, 0 for other types than texts
 * @param updateable whether the integration user may write it
 * @param lookup whether it is a unique external id
 */
record Field(String name, String type, int length, boolean updateable, boolean lookup) {

    static final List<Field> ACCOUNT =
            List.of(
                    read("Id", "id"),
                    read("IsDeleted", "boolean"),
                    read("CreatedDate", "datetime"),
                    read("SystemModstamp", "datetime"),
                    read("LastModifiedById", "reference"),
                    text("Name", 255, false),
                    text("Type", 40, false),
                    text("External_Id__c", 40, false),
                    text("CSM__c", 18, false),
                    write("Baton_Score__c", "double"),
                    text("Baton_Band__c", 40, true),
                    text("Baton_Driver__c", 40, true),
                    text("Baton_Reason_1__c", 255, true),
                    text("Baton_Next_Action__c", 255, true),
                    write("Baton_Coverage__c", "double"),
                    text("Baton_Data_Status__c", 40, true),
                    write("Baton_Changed_On__c", "date"),
                    text("Baton_Model__c", 40, true));

    static final List<Field> OPPORTUNITY =
            List.of(
                    read("Id", "id"),
                    read("IsDeleted", "boolean"),
                    read("CreatedDate", "datetime"),
                    read("SystemModstamp", "datetime"),
                    read("LastModifiedById", "reference"),
                    read("AccountId", "reference"),
                    text("StageName", 40, false),
                    read("Amount", "double"));

    static final List<Field> TASK =
            List.of(
                    read("Id", "id"),
                    read("IsDeleted", "boolean"),
                    read("CreatedDate", "datetime"),
                    read("SystemModstamp", "datetime"),
                    read("LastModifiedById", "reference"),
                    write("WhatId", "reference"),
                    write("OwnerId", "reference"),
                    text("Subject", 255, true),
                    text("Description", 32_000, true),
                    write("ActivityDate", "date"),
                    text("Status", 40, true),
                    text("Baton_Play__c", 40, true),
                    text("Baton_Outcome__c", 40, false),
                    read("Baton_Snooze_Until__c", "date"),
                    read("CompletedDateTime", "datetime"),
                    new Field("Baton_Key__c", "string", 255, true, true));

    private static Field read(String name, String type) {
        return new Field(name, type, 0, false, false);
    }

    private static Field write(String name, String type) {
        return new Field(name, type, 0, true, false);
    }

    private static Field text(String name, int length, boolean updateable) {
        return new Field(name, length > 255 ? "textarea" : "string", length, updateable, false);
    }

    /** Whether the value is written without quotes in JSON. */
    boolean bare() {
        return type.equals("double") || type.equals("boolean");
    }
}
