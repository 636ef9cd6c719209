package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What became of a call that broke on the wire. */
final class WireFailures {
    private WireFailures() {}

    static AdapterException of(IOException broken, HttpCall call, SendProgress progress) {
        IOException cause = withoutForeignText(broken);
        if (progress.mayHaveReachedTheServer()) {
            return Failures.answered(
                    call,
                    Failures.CONNECTION_LOST,
                    "the connection broke before the whole answer was there",
                    cause);
        }
        if (isAboutTheCertificate(broken)) {
            return new AdapterException(
                    Category.UNAVAILABLE,
                    Failures.CERTIFICATE_REFUSED,
                    "no trusted connection: check the host name, its certificate and this JVM's"
                            + " trust store",
                    cause);
        }
        return new AdapterException(
                Category.UNAVAILABLE,
                Failures.NOT_SENT,
                "no connection: check the address, the network and the proxy",
                cause);
    }

    /** A handshake can also break off for passing reasons; a certificate does not mend itself. */
    private static boolean isAboutTheCertificate(IOException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /**
     * A parser's complaint quotes what the server wrote, and a server may write back what we sent.
     * Such a message is left out; its class and its stack trace stay.
     */
    private static IOException withoutForeignText(IOException broken) {
        boolean isOurs =
                broken instanceof SocketException
                        || broken instanceof InterruptedIOException
                        || broken instanceof UnknownHostException
                        || broken instanceof SSLException;
        if (isOurs) {
            return broken;
        }
        var bare = new IOException(broken.getClass().getName());
        bare.setStackTrace(broken.getStackTrace());
        return bare;
    }
}
