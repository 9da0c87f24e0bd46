package io.postern.users.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor.Answer;
import org.junit.jupiter.api.Test;

/** The file that the page offers as a sample. */
class SampleFileTests extends ImportFixture {

    @Test
    void theSampleCanBeImportedAsItIs() {
        String address = root.get(PAGE).page().select("a[download]").attr("href");
        Answer sample = root.get(address);
        assertThat(sample.status()).isEqualTo(200);
        Answer sent = root.upload(PAGE, bytes(sample.body()));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(root.get(sent.location()).page().select("tr[data-result=add]"))
                .hasSize(3);
        assertThat(root.get(sent.location()).page().text()).contains("Wald, Clara", "Administrator");
    }
}
