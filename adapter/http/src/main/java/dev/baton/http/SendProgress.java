package dev.baton.http;

import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Whether a request may have reached the server. It may from the moment its first header is
 * written: what lies in our buffers and what has left them cannot be told apart.
 */
final class SendProgress {
    private volatile boolean begun;

    boolean mayHaveReachedTheServer() {
        return begun;
    }

    /** Notes it on the call that it happens to. */
    static final class Listener extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            SendProgress progress = call.request().tag(SendProgress.class);
            if (progress != null) {
                progress.begun = true;
            }
        }
    }
}
