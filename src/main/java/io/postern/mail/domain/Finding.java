package io.postern.mail.domain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found.
 *
 * @param arguments of the advice; they come from the DNS and are to be escaped where they are shown
 * @param evidence records as they were found, made safe to show and cut
 * @param publish the record that cures it, or null where none does or where another finding has it
 */
public record Finding(
        Code code, Verdict verdict, List<String> arguments, List<String> evidence, @Nullable Publish publish) {

    /** What findings are about, in the order of the page. */
    public enum Topic {
        MX,
        SPF,
        DMARC,
        DKIM,
        /** What protects mail to the domain, not from it. */
        HINTS;

        public String messageKey() {
            return "mail.domain.topic." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Each begins with its topic; the settings page, the overview and scripts know it by its code. */
    public enum Code {
        MX_OK,
        MX_NULL,
        MX_IMPLICIT,
        MX_MISSING,
        MX_DEAD,
        MX_NO_DOMAIN,
        MX_UNKNOWN,
        SPF_OK,
        SPF_MISSING,
        SPF_SEVERAL,
        SPF_SYNTAX,
        SPF_UNRECOGNISED,
        SPF_LOOKUPS,
        SPF_VOID_LOOKUPS,
        SPF_LOOP,
        SPF_INCLUDE_BROKEN,
        SPF_TOO_MANY_HOSTS,
        SPF_SERVER_MISSING,
        SPF_SERVER_UNKNOWN,
        SPF_NOT_USED,
        SPF_PASS_ALL,
        SPF_NEUTRAL_ALL,
        SPF_NO_ALL,
        SPF_PTR,
        SPF_AFTER_ALL,
        SPF_LONG,
        SPF_UNKNOWN,
        DMARC_OK,
        DMARC_MONITORING,
        DMARC_MISSING,
        DMARC_SEVERAL,
        DMARC_UNRECOGNISED,
        DMARC_POLICY_INVALID,
        DMARC_SYNTAX,
        DMARC_ORDER,
        DMARC_RETIRED,
        DMARC_TEST,
        DMARC_NP,
        DMARC_UNALIGNED,
        DMARC_STRICT,
        DMARC_REPORT_ADDRESS,
        DMARC_REPORT_EXTERNAL,
        DMARC_UNKNOWN,
        DKIM_OK,
        DKIM_NO_SELECTOR,
        DKIM_MISSING,
        DKIM_GONE,
        DKIM_REVOKED,
        DKIM_SHORT,
        DKIM_WEAK,
        DKIM_BROKEN,
        DKIM_TEST,
        DKIM_SEVERAL,
        DKIM_UNKNOWN,
        HINTS_PROVIDER,
        HINTS_MTA_STS,
        HINTS_TLS_RPT,
        HINTS_BROKEN;

        /** The value of {@code data-finding}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public Topic topic() {
            return Topic.valueOf(name().substring(0, name().indexOf('_')));
        }

        /** What was found, in short, without arguments. */
        public String messageKey() {
            return "mail.domain.finding." + code();
        }

        /** What it means and what to do, with the finding's arguments. */
        public String adviceKey() {
            return "mail.domain.advice." + code();
        }
    }

    /**
     * A record to publish, in the place of those of its kind that are there.
     *
     * @param type TXT or MX
     */
    public record Publish(String name, String type, String value) {}

    public Finding {
        arguments = List.copyOf(arguments);
        evidence = List.copyOf(evidence);
    }

    static Finding of(Code code, Verdict verdict, Object... arguments) {
        return new Finding(
                code, verdict, Stream.of(arguments).map(String::valueOf).toList(), List.of(), null);
    }

    Finding showing(List<String> records) {
        return new Finding(
                code, verdict, arguments, records.stream().map(Zone::shown).toList(), publish);
    }

    Finding curedBy(@Nullable Publish record) {
        return new Finding(code, verdict, arguments, evidence, record);
    }
}
