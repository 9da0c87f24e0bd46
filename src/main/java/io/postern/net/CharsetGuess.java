package io.postern.net;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes whose charset nobody named: as UTF-8 if they are UTF-8 (or as ISO-2022-JP, whose bytes are ASCII), else in the charset in which they are the likeliest text. The
 * texts are short, often a word or two among ASCII. General detectors are made for pages, and mostly miss those.
 */
final class CharsetGuess {

    private record Candidate(Charset charset, TextLikelihood likelihood) {}

    /** The first of equals counts. */
    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(Charset.forName("windows-1252"), TextLikelihood.WESTERN),
            new Candidate(Charset.forName("windows-1251"), TextLikelihood.RUSSIAN),
            new Candidate(Charset.forName("KOI8-R"), TextLikelihood.RUSSIAN),
            new Candidate(Charset.forName("GB18030"), TextLikelihood.CHINESE),
            new Candidate(Charset.forName("windows-31j"), TextLikelihood.JAPANESE),
            new Candidate(Charset.forName("EUC-JP"), TextLikelihood.JAPANESE),
            new Candidate(Charset.forName("Big5"), TextLikelihood.TRADITIONAL_CHINESE),
            new Candidate(Charset.forName("EUC-KR"), TextLikelihood.KOREAN),
            new Candidate(Charset.forName("ISO-8859-2"), TextLikelihood.POLISH),
            new Candidate(Charset.forName("windows-1250"), TextLikelihood.POLISH),
            new Candidate(Charset.forName("ISO-8859-2"), TextLikelihood.CZECH),
            new Candidate(Charset.forName("windows-1250"), TextLikelihood.CZECH));

    private static final Charset ESCAPED_JAPANESE = Charset.forName("ISO-2022-JP");

    private static final char ESCAPE = '\u001b';

    private static final char REPLACEMENT = '\ufffd';

    /** So many characters must be right for each that is not, where a server cut its own text. */
    private static final int RIGHT_FOR_A_WRONG_ONE = 4;

    private CharsetGuess() {}

    /** @param cut whether the bytes may end inside a character, which is then left out */
    static String decode(byte[] bytes, boolean cut) {
        String utf8 = strictly(StandardCharsets.UTF_8, bytes, cut);
        if (utf8 != null) {
            String japanese = utf8.indexOf(ESCAPE) >= 0 ? strictly(ESCAPED_JAPANESE, bytes, cut) : null;
            return japanese != null ? japanese : utf8;
        }
        String damaged = new String(bytes, StandardCharsets.UTF_8);
        if (isMostlyRight(damaged)) {
            return damaged;
        }
        String best = null;
        double highest = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : CANDIDATES) {
            String text = strictly(candidate.charset(), bytes, cut);
            if (text != null && candidate.likelihood().of(text) > highest) {
                highest = candidate.likelihood().of(text);
                best = text;
            }
        }
        return best == null ? new String(bytes, StandardCharsets.ISO_8859_1) : best;
    }

    private static @Nullable String strictly(Charset charset, byte[] bytes, boolean cut) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        boolean fits = decoder.decode(ByteBuffer.wrap(bytes), text, !cut).isUnderflow();
        return fits ? text.flip().toString() : null;
    }

    private static boolean isMostlyRight(String text) {
        long wrong = text.chars().filter(each -> each == REPLACEMENT).count();
        long right =
                text.chars().filter(each -> each > 0x7f && each != REPLACEMENT).count();
        return right >= RIGHT_FOR_A_WRONG_ONE * wrong;
    }
}
