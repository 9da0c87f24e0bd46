package io.postern.overview;

import io.postern.testing.Visitor;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The overview as somebody sees it. */
public final class OverviewFixture {

    private OverviewFixture() {}

    public static Document page(Visitor reader) {
        Visitor.Answer answer = reader.get("/overview");
        answer.shown();
        return answer.page();
    }

    /** The codes of what is to do. */
    public static List<String> todo(Visitor reader) {
        return page(reader).select("[data-repair]").eachAttr("data-repair");
    }

    /** The entry of this code. */
    public static Element entry(Visitor reader, String code) {
        Document page = page(reader);
        Element entry = page.selectFirst("[data-repair=" + code + "]");
        if (entry == null) {
            throw new AssertionError(
                    "no " + code + " among " + page.select("[data-repair]").eachAttr("data-repair"));
        }
        return entry;
    }

    /** Where its first link leads. */
    public static String cure(Element entry) {
        return entry.select(".repair-cures a").attr("href");
    }
}
