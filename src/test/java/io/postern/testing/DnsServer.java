package io.postern.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on loopback, by UDP and TCP at one port, that knows what a test tells it. It answers as a resolver does: an alias is
 * followed, a name of which nothing is known does not exist.
 */
public final class DnsServer implements AutoCloseable {

    private static final int MOST_BY_UDP = 1232;
    private static final int MOST_ALIASES = 20;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Map<Name, UnaryOperator<byte[]>> faults = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile @Nullable Resolver others;

    private DnsServer() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        tcp = new ServerSocket(0, 50, loopback);
        udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        run("dns-udp", this::answerUdp);
        run("dns-tcp", this::answerTcp);
    }

    public static DnsServer start() {
        for (int attempt = 1; ; attempt++) {
            try {
                return new DnsServer();
            } catch (IOException taken) {
                if (attempt == 10) {
                    throw new AssertionError(taken);
                }
            }
        }
    }

    /** For {@code postern.dns.servers}. */
    public String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /**
     * Adds records, each as in a zone file without time and class.
     *
     * @param lines such as {@code corp.example MX 10 mx.corp.example.} or {@code corp.example TXT "v=spf1 -all"}
     */
    public DnsServer with(String... lines) {
        for (String line : lines) {
            String[] parts = line.split("\\s+", 3);
            try {
                records.add(
                        Record.fromString(name(parts[0]), Type.value(parts[1]), DClass.IN, 60, parts[2], Name.root));
            } catch (IOException wrong) {
                throw new AssertionError(line, wrong);
            }
        }
        return this;
    }

    /** Asks the system's servers about all domains of which it knows nothing. */
    public DnsServer askingOthers() {
        others = new ExtendedResolver();
        return this;
    }

    /** Forgets the records of this name. */
    public DnsServer without(String name) {
        records.removeIf(record -> record.getName().equals(name(name)));
        return this;
    }

    /** Knows nothing any more. */
    public void forget() {
        records.clear();
        faults.clear();
        questions.clear();
    }

    /** Says nothing when asked for this name. */
    public DnsServer silentFor(String name) {
        return answering(name, answer -> new byte[0]);
    }

    /** @param rcode such as {@link Rcode#SERVFAIL} */
    public DnsServer failingFor(String name, int rcode) {
        return answering(name, answer -> {
            try {
                Message message = new Message(answer);
                message.getHeader().setRcode(rcode);
                message.removeAllRecords(Section.ANSWER);
                return message.toWire();
            } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
    }

    /** Changes the bytes of the answers for this name; an empty array is not sent. */
    public DnsServer answering(String name, UnaryOperator<byte[]> change) {
        faults.put(name(name), change);
        return this;
    }

    /** What was asked for, such as {@code corp.example MX}, in the order in which it arrived, each try of its own. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void answerUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()), MOST_BY_UDP);
                if (answer.length > 0) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // The loop ends when the socket is closed.
            }
        }
    }

    private void answerTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                run("dns-tcp-connection", () -> answerConnection(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answerConnection(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            while (true) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                byte[] answer = answer(question, Message.MAXLENGTH);
                if (answer.length > 0) {
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // The client has what it wanted.
        }
    }

    private byte[] answer(byte[] bytes, int most) throws IOException {
        Message question = new Message(bytes);
        Record asked = Objects.requireNonNull(question.getQuestion());
        questions.add(asked.getName().toString(true) + " " + Type.string(asked.getType()));
        Resolver upstream = others;
        if (upstream != null
                && records.stream().noneMatch(known -> asked.getName().subdomain(known.getName()))) {
            Message answer = upstream.send(Message.newQuery(asked));
            answer.getHeader().setID(question.getHeader().getID());
            return answer.toWire(most);
        }
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked, Section.QUESTION);
        Name name = asked.getName();
        for (int alias = 0; alias < MOST_ALIASES; alias++) {
            Name current = name;
            List<Record> all = records.stream()
                    .filter(record -> record.getName().equals(current))
                    .toList();
            if (all.isEmpty()) {
                answer.getHeader().setRcode(exists(current) ? Rcode.NOERROR : Rcode.NXDOMAIN);
            }
            all.stream()
                    .filter(record -> record.getType() == asked.getType() || record.getType() == Type.CNAME)
                    .forEach(record -> answer.addRecord(record, Section.ANSWER));
            if (all.size() != 1 || !(all.get(0) instanceof CNAMERecord cname)) {
                break;
            }
            name = cname.getTarget();
        }
        return faults.getOrDefault(asked.getName(), whole -> whole).apply(answer.toWire(most));
    }

    /** RFC 8020: a name above one that exists does so too. */
    private boolean exists(Name name) {
        return records.stream().anyMatch(record -> record.getName().subdomain(name));
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text.toLowerCase(Locale.ROOT), Name.root);
        } catch (IOException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}
