package io.postern.accountlinks;

import io.postern.installation.HostCookie;
import io.postern.installation.SecureRequests;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import io.postern.web.Reader;
import io.postern.web.Redirects;
import io.postern.web.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The way from a mailed link to its page. Opening a link changes nothing, since mail scanners open it too. */
@Component
public class MailedLinkEntry {

    private static final int BAD_LINKS_PER_ADDRESS = 50;

    /** What a sentence, a mail program or copying leaves around a token. No token contains such a character. */
    private static final Pattern AROUND = Pattern.compile("(?s)^[^A-Za-z0-9_=-]+|[^A-Za-z0-9_=-].*$");

    private final LinkTokens tokens;
    private final Users users;
    /** They carry the token from the mailed address to the page, so that it leaves the address bar, history and Referer. */
    private final Map<LinkPurpose, HostCookie> cookies;

    private final AccountLinkProperties properties;
    private final RateLimiter rateLimiter;
    private final ClientAddresses addresses;

    MailedLinkEntry(
            LinkTokens tokens,
            Users users,
            SecureRequests secure,
            AccountLinkProperties properties,
            RateLimiter rateLimiter,
            ClientAddresses addresses) {
        this.tokens = tokens;
        this.users = users;
        this.cookies = Arrays.stream(LinkPurpose.values())
                .collect(Collectors.toMap(purpose -> purpose, purpose -> cookie(purpose, secure)));
        this.properties = properties;
        this.rateLimiter = rateLimiter;
        this.addresses = addresses;
    }

    private static HostCookie cookie(LinkPurpose purpose, SecureRequests secure) {
        return new HostCookie(secure, purpose.path().substring(1) + "-token", purpose.path(), "Lax");
    }

    private HostCookie cookie(LinkPurpose purpose) {
        return Objects.requireNonNull(cookies.get(purpose));
    }

    /**
     * Moves the token from the address into a cookie and redirects. The second request, without a token in its address, shows the page.
     *
     * @param token from the address, or null
     * @param page makes the view from the link's user and its token
     */
    public ModelAndView open(
            LinkPurpose purpose,
            @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            BiFunction<User, String, ModelAndView> page) {
        response.setHeader("Referrer-Policy", "no-referrer");
        String presented = token == null
                ? cookie(purpose).read(request)
                : AROUND.matcher(token).replaceAll("");
        Optional<User> user = holder(purpose, presented, request);
        if (user.isEmpty()) {
            return refuse(purpose, request, response);
        }
        if (token != null) {
            cookie(purpose).write(presented, properties.lifetime(purpose), request, response);
            return Redirects.to(purpose.path());
        }
        return page.apply(user.get(), presented);
    }

    /** The user of a link that works. The page is then in the language of that user, who need not be signed in. */
    public Optional<User> holder(LinkPurpose purpose, String token, HttpServletRequest request) {
        Optional<User> holder = tokens.find(purpose, token).flatMap(users::byId).filter(user -> !user.isDisabled());
        holder.ifPresent(user -> request.setAttribute(Reader.ATTRIBUTE, SignedInUser.of(user)));
        return holder;
    }

    /**
     * Answers the same for every link that does not work. Only such links are counted against a client address.
     *
     * @throws TooManyRequests when the client address tried too many of them
     */
    public ModelAndView refuse(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response) {
        if (!rateLimiter.tryAcquire(
                "bad-link:" + addresses.networkOf(request), BAD_LINKS_PER_ADDRESS, properties.window())) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(properties.window().toSeconds()));
            throw new TooManyRequests();
        }
        return new ModelAndView("accountlinks/dead-link", Map.of("purpose", purpose), HttpStatus.BAD_REQUEST);
    }

    /** To be called after the link was used. */
    public void forget(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response) {
        cookie(purpose).delete(request, response);
    }
}
