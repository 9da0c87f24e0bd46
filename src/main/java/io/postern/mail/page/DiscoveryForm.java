package io.postern.mail.page;

import org.jspecify.annotations.Nullable;

/**
 * The fields of the search for settings. The text form leaves the password out.
 *
 * @param password blank to sign in nowhere
 * @param confirm whether {@code confirmHost} may have the password
 * @param testId names the stream over which the page follows the search, or blank
 */
record DiscoveryForm(String address, String password, boolean confirm, String confirmHost, String testId) {

    DiscoveryForm(
            @Nullable String address,
            @Nullable String password,
            boolean confirm,
            @Nullable String confirmHost,
            @Nullable String testId) {
        this.address = text(address);
        this.password = text(password);
        this.confirm = confirm;
        this.confirmHost = text(confirmHost);
        this.testId = text(testId);
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    @Override
    public String toString() {
        return "DiscoveryForm[address=" + address + "]";
    }
}
