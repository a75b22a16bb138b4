package dev.hostgauge.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What is served under one path, to GET and HEAD. */
interface Route {
    /**
     * The answer to one request.
     *
     * @throws BadRequest if the client asked for what makes no sense
     * @throws IOException if there is no answer for another reason
     */
    Answer answer(HttpExchange exchange) throws BadRequest, IOException;
}
