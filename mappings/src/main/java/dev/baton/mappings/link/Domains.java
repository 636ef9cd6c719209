package dev.baton.mappings.link;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Internet domains that say who someone works for. */
final class Domains {
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    /** Where anyone can get an address. */
    private static final Set<String> FREE =
            Set.of(
                    "163.com",
                    "126.com",
                    "aol.com",
                    "bigpond.com",
                    "comcast.net",
                    "fastmail.com",
                    "free.fr",
                    "freenet.de",
                    "gmail.com",
                    "gmx.at",
                    "gmx.ch",
                    "gmx.com",
                    "gmx.de",
                    "gmx.net",
                    "googlemail.com",
                    "hotmail.co.uk",
                    "hotmail.com",
                    "hotmail.de",
                    "hotmail.es",
                    "hotmail.fr",
                    "hotmail.it",
                    "hushmail.com",
                    "icloud.com",
                    "laposte.net",
                    "libero.it",
                    "live.co.uk",
                    "live.com",
                    "live.fr",
                    "live.it",
                    "live.nl",
                    "mac.com",
                    "mail.com",
                    "mail.ru",
                    "me.com",
                    "msn.com",
                    "naver.com",
                    "orange.fr",
                    "outlook.com",
                    "outlook.de",
                    "outlook.fr",
                    "outlook.it",
                    "pm.me",
                    "posteo.de",
                    "proton.me",
                    "protonmail.com",
                    "qq.com",
                    "rediffmail.com",
                    "rocketmail.com",
                    "sbcglobal.net",
                    "sfr.fr",
                    "t-online.de",
                    "tiscali.it",
                    "tutanota.com",
                    "verizon.net",
                    "virgilio.it",
                    "wanadoo.fr",
                    "web.de",
                    "yahoo.ca",
                    "yahoo.co.in",
                    "yahoo.co.jp",
                    "yahoo.co.uk",
                    "yahoo.com",
                    "yahoo.com.br",
                    "yahoo.de",
                    "yahoo.es",
                    "yahoo.fr",
                    "yahoo.it",
                    "yandex.ru",
                    "ymail.com",
                    "zoho.com");

    private Domains() {}

    /** The domain of a web address or domain, lower case; empty when free, or no domain at all. */
    static String own(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
        host = host.replaceFirst("[/:?#].*$", "").replaceFirst("^www\\.", "");
        return DOMAIN.matcher(host).matches() && !FREE.contains(host) ? host : "";
    }
}
