///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4

import java.io.BufferedReader;
import java.io.InputStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

// The smallest echo node: it reads a line, parses it to a tree and prints the answer. No helper, no error handling.

void main() throws Exception {
    JsonMapper json = new JsonMapper();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode message = json.readTree(line);
        JsonNode request = message.get("body");
        ObjectNode reply = json.createObjectNode();
        reply.set("src", message.get("dest"));
        reply.set("dest", message.get("src"));
        ObjectNode body = reply.putObject("body");
        body.put("type", request.get("type").asString() + "_ok");
        body.set("in_reply_to", request.get("msg_id"));
        if (request.has("echo")) {
            body.set("echo", request.get("echo"));
        }
        System.out.println(json.writeValueAsString(reply));
    }
}
