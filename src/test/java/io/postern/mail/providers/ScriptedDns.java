package io.postern.mail.providers;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback that knows MX records (RFC 1035), and says nothing once it is told to. */
final class ScriptedDns implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int NAME_OF_QUESTION = 0xC000 + HEADER;
    private static final int MX = 15;

    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private ScriptedDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::answerAll, "scripted-dns");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedDns start() {
        try {
            return new ScriptedDns();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** For {@code postern.mail.mx-resolver}. */
    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** @param hosts the most preferred first; they are sent in the opposite order */
    ScriptedDns with(String domain, String... hosts) {
        records.put(domain, List.of(hosts));
        return this;
    }

    void fallSilent() {
        silent = true;
    }

    /** The domains that were asked for. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void answerAll() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(buffer);
                if (!silent) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII))
                    .append('.');
            at += question[at] + 1;
        }
        int end = at + 5;
        String domain = name.substring(0, name.length() - 1);
        questions.add(domain);
        List<String> hosts = records.getOrDefault(domain, List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        // A response, recursion desired and available; NXDOMAIN for what is not known.
        out.writeShort(hosts.isEmpty() ? 0x8183 : 0x8180);
        out.writeShort(1);
        out.writeShort(hosts.size());
        out.writeShort(0);
        out.writeShort(0);
        out.write(question, HEADER, end - HEADER);
        for (int i = hosts.size() - 1; i >= 0; i--) {
            record(out, 10 * i, hosts.get(i));
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int preference, String host) throws IOException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (String label : host.split("\\.")) {
            name.write(label.length());
            name.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        name.write(0);
        out.writeShort(NAME_OF_QUESTION);
        out.writeShort(MX);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(2 + name.size());
        out.writeShort(preference);
        out.write(name.toByteArray());
    }
}
