package io.postern.mail.discovery;

import io.postern.mail.account.Encryption;
import io.postern.mail.discovery.Candidate.SignIn;
import io.postern.mail.discovery.Candidate.Source;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.VisibleText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The servers for outgoing mail in a file of Thunderbird's format, {@code config-v1.1.xml}. Such a file comes from anybody: entities are
 * an error, and depth and number of servers are bounded.
 *
 * @param unencrypted the servers that it names for mail without encryption, which are not used
 */
record AutoconfigFile(List<Candidate> candidates, List<String> unencrypted) {

    /** In bytes. The files in Thunderbird's database have a tenth of this. */
    static final int LONGEST = 64 * 1024;

    private static final int DEEPEST = 12;
    private static final int MOST_SERVERS = 4;
    private static final int LONGEST_USERNAME = 320;
    private static final String SERVER = "outgoingServer";
    private static final Set<String> FIELDS = Set.of("hostname", "port", "socketType", "username");
    private static final Set<String> BY_PASSWORD =
            Set.of("password-cleartext", "plain", "password-encrypted", "secure");
    private static final Set<String> BY_ADDRESS = Set.of("none", "client-ip-address");

    /** It can't be read, or names nothing that can be used. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(@Nullable Throwable cause) {
            super(cause);
        }
    }

    static AutoconfigFile read(InputStream content, EmailAddress address, Source source) throws Malformed {
        List<Candidate> candidates = new ArrayList<>();
        List<String> unencrypted = new ArrayList<>();
        try {
            for (Server server : servers(content)) {
                String host = HostName.canonical(filled(server.field("hostname"), address))
                        .filter(HostName::isNameOrAddress)
                        .map(name -> name.replaceAll("[\\[\\]]", ""))
                        .orElseThrow(() -> new Malformed(null));
                Encryption encryption = server.encryption();
                if (encryption == Encryption.NONE) {
                    unencrypted.add(host);
                } else {
                    candidates.add(new Candidate(
                            host, server.port(), encryption, source, server.signIn(), server.username(address)));
                }
            }
        } catch (XMLStreamException notXml) {
            throw new Malformed(notXml);
        }
        return new AutoconfigFile(List.copyOf(candidates), List.copyOf(unencrypted));
    }

    private static List<Server> servers(InputStream content) throws XMLStreamException, Malformed {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(content);
        List<Server> servers = new ArrayList<>();
        Server server = null;
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Malformed(null);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (++depth > DEEPEST) {
                    throw new Malformed(null);
                }
                if (name.equals(SERVER) && "smtp".equals(xml.getAttributeValue(null, "type"))) {
                    server = new Server();
                } else if (server != null && (FIELDS.contains(name) || name.equals("authentication"))) {
                    // Reads up to the end of the element, and fails at an element within.
                    server.set(name, xml.getElementText().strip());
                    depth--;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (xml.getLocalName().equals(SERVER) && server != null) {
                    servers.add(server);
                    server = null;
                }
                if (servers.size() == MOST_SERVERS) {
                    return servers;
                }
            }
        }
        return servers;
    }

    private static String filled(String template, EmailAddress address) {
        String localPart = address.value().substring(0, address.value().lastIndexOf('@'));
        return template.replace("%EMAILADDRESS%", address.value())
                .replace("%EMAILLOCALPART%", localPart)
                .replace("%EMAILDOMAIN%", address.domain());
    }

    /** One element {@value AutoconfigFile#SERVER}. */
    private static final class Server {

        private final Map<String, String> fields = new HashMap<>();
        private final Set<String> authentication = new TreeSet<>();

        void set(String name, String text) {
            if (name.equals("authentication")) {
                authentication.add(text.toLowerCase(Locale.ROOT));
            } else {
                fields.putIfAbsent(name, text);
            }
        }

        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        int port() throws Malformed {
            String text = field("port");
            int port = text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
            if (port < 1 || port > 65535) {
                throw new Malformed(null);
            }
            return port;
        }

        Encryption encryption() throws Malformed {
            return switch (field("socketType").toUpperCase(Locale.ROOT)) {
                case "SSL" -> Encryption.IMPLICIT;
                case "STARTTLS" -> Encryption.STARTTLS;
                case "PLAIN" -> Encryption.NONE;
                default -> throw new Malformed(null);
            };
        }

        SignIn signIn() {
            if (authentication.isEmpty() || authentication.stream().anyMatch(BY_PASSWORD::contains)) {
                return SignIn.PASSWORD;
            }
            if (authentication.contains("oauth2")) {
                return SignIn.OAUTH2;
            }
            return authentication.stream().anyMatch(BY_ADDRESS::contains) ? SignIn.NONE : SignIn.PASSWORD;
        }

        @Nullable
        String username(EmailAddress address) {
            String name = filled(field("username"), address);
            return name.isEmpty() || name.length() > LONGEST_USERNAME || !VisibleText.isVisible(name) ? null : name;
        }
    }
}
