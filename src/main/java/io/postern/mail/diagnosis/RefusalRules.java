package io.postern.mail.diagnosis;

import static io.postern.mail.diagnosis.FailurePattern.at;
import static io.postern.mail.diagnosis.FailurePattern.reply;

import io.postern.mail.account.Credentials;
import java.util.List;

/**
 * What a refusal speaks of, in the words of many servers and languages: for replies that no {@link DiagnosisRule} of one provider
 * knows. Ordered like that table: whom a reply blames comes before how it blames them, since "too many", "blocked" and "not allowed"
 * are said of accounts, senders, clients and recipients alike.
 */
final class RefusalRules {

    private static final String SENDER = "(?:\\bsender|\\bsending (?:address|domain|identity)|\\bmail ?from\\b"
            + "|\\bfrom[ /_-]?(?:address|header|field|domain|name|sender|e?-?mail)|['\"`]from['\"`]|\\bfrom: ?<"
            + "|\\benvelope[ -](?:sender|from)|absender|exp[eé]diteur|[eé]metteur|remitente|remetente|mittente|afzender"
            + "|nadawc|отправител|发件|發件|发信|寄件|差出人|送信者|送信元)";

    private static final String CLIENT = "(?:\\bips?\\b|\\bip[- ]?adress|\\bclient host|\\bsending (?:host|server)"
            + "|\\bhosts? (?:\\[|\\d|network|name)|\\bnetwork\\b|\\byour (?:mail ?)?(?:server|host)|\\bconnections? (?:from|not)"
            + "|ip地址|ipアドレス)";

    private static final String ACCOUNT =
            "(?:\\baccount|\\bmailbox|\\b(?:your|this|the) (?:user|e-?mail|organi[sz]ation|tenant)\\b"
                    + "|\\bcustomer|\\bsubscription|\\bkonto|\\bcompte|\\bcuenta|\\bconta\\b|\\brekening|учетн|аккаунт|账户|賬戶|账号|帐号|帐户|アカウント)";

    /** In the recipient's place, the same words are about a mailbox that is closed. */
    private static final String NOT_OF_RECIPIENT = "^(?!\\d+ [45]\\.[12]\\.)(?!.*(?:recipient|tried to reach|addressee"
            + "|destinat|empf[aä]nger|mailbox (?:is )?(?:unavailable|disabled|inactive)|получател|收件|受信))";

    private static final String BLOCKED =
            "(?:\\bblocked|suspen[ds]|\\brestricted|\\bdisabled|\\bdeactivated|\\binactive|\\bfrozen"
                    + "|\\bterminated|\\bbanned|\\blocked|\\bunder review|\\bon hold|not (?:yet )?(?:active|activated|enabled|available|approved)"
                    + "|unusual|suspicious|compromised|sandbox|\\btrial\\b|gesperrt|deaktiviert|eingeschr[aä]nkt|bloqu|d[eé]sactiv|restreint"
                    + "|deshabilitad|desativad|restringid|bloccat|sospes|disattivat|geblokkeerd|opgeschort|zablokowan|zawieszon|wstrzyman"
                    + "|заблокир|приостановл|отключ|冻结|凍結|封|停用|禁用|禁止|锁定|異常|异常|停止|ロック|制限されて)";

    private static final String LIMIT =
            "(?:too many (?:e-?mails|mails|messages)|sending too (?:many|fast|much)|\\bthrottl"
                    + "|\\b(?:rate|frequency)\\b|over ?limit|(?:sen[dt](?:ing)?|messages?|e?-?mails?|submission|out(?:going|bound)|daily|hourly|monthly"
                    + "|traffic) (?:\\w+ )?(?:limit|quota|threshold)|(?:limit|quota|threshold)s? (?:\\w+ ){0,2}(?:reached|exceeded|hit)"
                    + "|(?:exceed|reach)(?:ed|s|ing)? .*(?:limit|quota|threshold|allowance|maximum|number of (?:messages|e-?mails))"
                    + "|(?:messages|e-?mails|mails|sent|limit\\w*|maximum|max|[0-9]) .*(?:\\bper|\\bin an?|\\bwithin an?|\\beach|\\bin 24) ?(?:\\d+ ?)?"
                    + "(?:s|secs?|seconds?|h|hrs?|hours?|days?|months?|minute)\\b|[0-9] ?/ ?(?:\\d+ ?)?(?:s|sec|min|minute|h|hour|day)\\b"
                    + "|maximum credits"
                    + "|kontingent|zu viele (?:e-?mails|mails|nachrichten)|(?:limit|grenze|anzahl|quota)\\w* .*(?:[uü]berschritten|erreicht|ersch[oö]pft)"
                    + "|trop (?:de|d') ?(?:messages|mails|e-?mails|courriels)|(?:limite|quota|nombre) .*(?:atteint|d[eé]pass)|d[eé]pass\\w* .*(?:limite|quota)"
                    + "|demasiados (?:mensajes|correos)|(?:l[ií]mite|cuota) .*(?:alcanzad|superad|excedid)|(?:superad|excedid)\\w* .*(?:l[ií]mite|cuota)"
                    + "|muit(?:as|os) (?:mensagens|e-?mails)|(?:limite|cota) .*(?:atingid|excedid|ultrapassad)|(?:excedeu|ultrapassou) .*(?:limite|cota)"
                    + "|tropp[ie] (?:messaggi|e-?mail)|(?:limite|quota) .*(?:raggiunt|superat)|(?:superat|raggiunt)\\w* .*(?:limite|quota)"
                    + "|te veel (?:berichten|e-?mails)|limiet .*(?:bereikt|overschreden)|(?:zbyt|za) (?:wiele|du[zż]o) (?:wiadomo|e-?mail|mail)"
                    + "|(?:przekroczon|osi[aą]gni|wyczerpan)\\w* .*limit|limit\\w* .*(?:przekroczon|osi[aą]gni|wyczerpan)"
                    + "|лимит|превышен|слишком много (?:писем|сообщений)|квот|频率|頻率|频繁|配额|限额|上限|超出.*限|超过.*限|超過.*限|次数|送信制限|通数)";

    private static final String NOT_OF_RATE =
            "^(?!.*(?:\\bsize\\b|recipients? (?:\\w+ )?(?:per|for|in|limit)|per message|(?:this|per|one) (?:session|connection)|hop))";

    private static final String LATER =
            "(?:\\blater\\b|in (?:a few|\\d+) (?:min|sec|hour)|\\btemporar|sp[aä]ter|vor[uü]bergehend|zeitweilig"
                    + "|plus tard|ult[eé]rieurement|temporaire|m[aá]s tarde|mais tarde|temporal|temporari|pi[uù] tardi|temporane|tijdelijk|probeer"
                    + "|p[oó][zź]niej|tymczasow|稍后|稍後|稍候|暂时|暫時|重试|再试|しばらく|後ほど|後で|一時|позже|позднее|временно)";

    private static final String NEGATED =
            "(?:\\bnot\\b|n't\\b|\\bun|\\bnicht|\\bnon\\b|\\bpas\\b|\\bno\\b|\\bnão|\\bniet|\\bnie|\\bне|未|没有|沒有|ません)";

    private static final String VERIFIED =
            "(?:verif|confirm|authenticat|configured|validat|registered|best[aä]tigt|freigegeben|v[eé]rifi"
                    + "|geverifieerd|подтвержд|认证|認證|验证|驗證|認証)";

    private static final String FORBIDDEN =
            "nicht (?:erlaubt|zul[aä]ssig|berechtigt|autorisiert)|non (?:autoris|permis|autoriz|consentit)"
                    + "|n.est pas autoris|no (?:est[aá] )?(?:autorizad|permitid)|n[aã]o (?:[eé] |est[aá] )?(?:autorizad|permitid)|niet (?:toegestaan|geautoriseerd)"
                    + "|niedozwolon|не разреш|不允许|不被允许|未授权|未被授权|許可されて";

    static final List<DiagnosisRule> TABLE = List.of(
            new DiagnosisRule(
                    SmtpProblem.RECIPIENT_REFUSED,
                    reply(
                            "^\\d+ 5\\.(?:7\\.(?:124|129|13[34])|2\\.1)\\b|tried to reach is (?:disabled|inactive)|sendernotauthenticatedfor|delivery restriction"
                                    + "|(?:restricted|only).*(?:internal|authenticated) senders")),
            new DiagnosisRule(
                    SmtpProblem.AUTHENTICATION_REQUIRED,
                    reply(
                                    "^\\d+ 5\\.7\\.57\\b|client (was )?not authenticated|auth(entication)? (is )?required|not logged in|^530 (?!.*sender)"
                                            + "|unauthenticated senders|without authentication|requires (?:smtp )?authentication|(?:must|please|need to|have to) (?:first )?(?:authenticate|log ?in|sign in)"
                                            + "|authenti[fs]\\w+ (?:erforderlich|requise|requerida|necess[aá]ria|richiesta|vereist)|anmeldung erforderlich"
                                            + "|(?:需要|必须|请先).*(?:登录|认证|验证)|認証が必要|требуется (?:аутентификация|авторизация)")
                            .and(context -> context.signIn() == Credentials.None.class
                                    || context.stage().compareTo(Stage.AUTHENTICATE) < 0)),
            new DiagnosisRule(SmtpProblem.RELAY_DENIED, reply("^5\\d\\d .*client host rejected|rcpthosts")),
            new DiagnosisRule(
                    SmtpProblem.CLIENT_BLOCKED,
                    reply(
                            "ip reputation|unusual rate of unsolicited mail|cannot find your (reverse )?hostname|^\\d+ [45]\\.7\\.25\\b"
                                    + "|\\bptr (resource )?record|reverse (?:dns|host|lookup)|\\brdns\\b")),
            // Where such mail is limited by rate, sending less does not help.
            new DiagnosisRule(
                    SmtpProblem.SENDER_AUTHENTICATION_FAILED,
                    reply(
                                    "^5\\d\\d 5\\.7\\.(2[0-4]|2[67]|3[0-2]|40|509|515)\\b|^4\\d\\d 4\\.7\\.(2[67]|3[0-2]|40)\\b"
                                            + "|unauthenticated e-?mail|\\b(?:dmarc|dkim|spf|domainkeys)\\b|authentication (?:information|checks)")
                            .and(at(Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.MAILBOX_FULL,
                    reply(
                            "^[45]\\d\\d [45]\\.2\\.2\\b|over ?quota\\b|exceeded storage allocation|(?:mailbox|storage|inbox|disk) (?:\\w+ ){0,3}(?:quota|full|exceed)(?!.*send)"
                                    + "|insufficient storage|\\b(?:mailbox|inbox) (is )?full|(?:bo[iî]te|destinataire) .*(?:pleine|satur)|postfach .*voll"
                                    + "|buz[oó]n .*llen|caixa .*chei|casella .*pien|postvak .*vol|skrzynka .*pe[lł]n|ящик .*(?:переполн|заполн)"
                                    + "|邮箱\\S*满|郵箱\\S*滿|メールボックス\\S*(?:満|いっぱい|一杯)")),
            new DiagnosisRule(
                    SmtpProblem.MESSAGE_TOO_LARGE,
                    reply("^[45]\\d\\d [45]\\.3\\.4\\b|^552 (?!.*(?:quota|full|storage)).*(size|too (large|big|much))"
                            + "|(message|mail|attachment)s? (is )?too (large|big)|message size|size limit|maximum size"
                            + "|nachricht (ist )?zu gro|trop (volumineux|gros|grand)|demasiado grande|muito grande|troppo grande"
                            + "|te groot|za du[zż]|слишком больш|(?:邮件|郵件|附件)\\S*(?:过大|太大)|サイズ")),
            new DiagnosisRule(
                    SmtpProblem.QUOTA_EXCEEDED,
                    reply(
                                    "^\\d+ 5\\.4\\.5\\b|(daily|hourly) .*(limit|quota)|exceeded the max \\w+ per hour|received this hour"
                                            + "|submissionquota|send(ing)? limit|maximum credits|" + NOT_OF_RATE
                                            + "(?=.*" + LIMIT
                                            + ").*(?:\\bdays?\\b|daily|\\bhour|month|tag\\b|t[aä]glich|jour\\b|d[ií]a\\b|giorn|dag\\b|dzie|\\b24 ?h|每日|每天|1日)"
                                            + "|" + NOT_OF_RATE + ".*(?:quota|kontingent|cuota|\\bcota\\b|квот|配额|限额)")
                            .and(at(Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.RATE_LIMITED,
                    reply("throttling failure|maximum sending rate|too much mail from|peak smtp relay limit"
                                    + "|^4\\d\\d .*((rate|messages?|recipients?) limit|too fast|too many recipients from)|"
                                    + NOT_OF_RATE
                                    + ".*" + LIMIT)
                            .and(at(Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.CLIENT_BLOCKED,
                    reply("reputation|" + CLIENT
                            + ".*(?:block|bloqu|blocc|blok|black ?list|deny ?list|\\bbanned|denied|\\blisted|\\bin an? rbl|not (?:allowed|authori[sz]ed|accepted"
                            + "|permitted|welcome)|refused|rejected|gesperrt|zablokow|заблокир|封|禁|拒|ブロック)"
                            + "|(?:blocked|banned|black ?listed|\\blisted|bloqu|gesperrt) .*" + CLIENT)),
            new DiagnosisRule(
                    SmtpProblem.ACCOUNT_RESTRICTED,
                    reply(NOT_OF_RECIPIENT + ".*(?:" + ACCOUNT + ".*(?:" + BLOCKED + "|" + NEGATED + ".*" + VERIFIED
                            + ")|" + BLOCKED + ".*" + ACCOUNT + "|outbound ?spam|spam abuse|\\bsandbox)")),
            new DiagnosisRule(
                    SmtpProblem.SENDER_UNVERIFIED,
                    reply("(?:" + SENDER + "|\\bdomain\\b|\\bidentit).*" + NEGATED + ".*" + VERIFIED + "|" + NEGATED
                                    + "\\S* ?"
                                    + VERIFIED + ".*(?:" + SENDER
                                    + "|\\bdomain\\b)|(?:unconfigured|unverified|unregistered|notauthenticated) ?"
                                    + "(?:sending|sender|domain|from)")
                            .and(at(Stage.SENDER, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.SENDER_DOMAIN_NOT_ALLOWED,
                    reply(
                            "(?:your|sender|sending|from)('s)?[ -](?:\\w+ )?domain.*(?:not (?:allowed|authori[sz]ed|permitted|accepted|valid)|denied)")),
            new DiagnosisRule(
                    SmtpProblem.SENDER_NOT_OWNED,
                    reply(SENDER
                            + ".*(?:(?:the )?same|match|mismatch|differ|identical|authori[sz](?:ed|ation) user|not (?:allowed|authori[sz]ed"
                            + "|permitted|valid|yours)|" + FORBIDDEN
                            + "|identique|[uü]bereinstimm|coincid|corrispond|overeen|совпада|一致|不符|不匹配)")),
            // Postfix says what it has against client and sender in its reply to the recipient, who has done nothing.
            new DiagnosisRule(
                    SmtpProblem.SENDER_REFUSED,
                    reply(
                            "^(?!.*gr[ae]y-?list).*(?:sender address rejected|sender verify failed|banned sender\\b|spoof|(?:invalid|bad|forged|unknown) sender|"
                                    + SENDER
                                    + ".*(?:reject|denied|refus|block|bann|forbidden|unknown|not found|exist|resolve|invalid|abgelehnt|verboten|refus|rechaz|recus|rifiut|geweigerd|odrzuc|отклон|拒))")),
            new DiagnosisRule(
                    SmtpProblem.RELAY_DENIED,
                    reply(
                                    "relay access denied|unable to relay|^\\d+ 5\\.7\\.54\\b|\\brelay(?:ing|ed)?\\b(?!.*limit)|cannot deliver mail for ")
                            .and(at(Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.GREYLISTED,
                    reply(
                                    "^4\\d\\d .*(?:gr[ae]y-?list|postgrey|come back (?:later|in)|(?:retry|again) in \\d+ ?(?:s|min))")
                            .and(at(Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.RECIPIENT_UNKNOWN,
                    reply(
                                    "^5\\d\\d 5\\.(?:1\\.(?:1|2|3|6|10)|4\\.(?:4|310))\\b|user not local|no longer (?:on|at|with)|host unknown"
                                            + "|^5\\d\\d .*(?:(?:user|recipient|mailbox|address|account|local part)s? .*(?:unknown|not found"
                                            + "|(?:does(?: not|n't)|not) exist|doesn.t exist)|(?:no such|unknown|invalid|unroutable|unrouteable) (?:user|recipient|mailbox"
                                            + "|address|account|person|local)|empf[aä]nger .*(?:unbekannt|existiert nicht)|inconnu|n.existe pas|no existe|inexist"
                                            + "|n[aã]o existe|doesn.t have an? \\S+ account|sconosciut|non esiste|onbekend|bestaat niet|nie istnieje|не существует|не найден|不存在|存在しません)")
                            .and(at(Stage.RECIPIENT, Stage.DATA, Stage.DONE))),
            new DiagnosisRule(
                    SmtpProblem.CLIENT_BLOCKED,
                    reply(
                                    "blocked using |\\blisted (?:by|in|on|at)\\b|block ?list|black ?list|\\b(dns[br]l|rbl)\\b|spamhaus|spamcop|barracuda")
                            .and(at(Stage.GREETING, Stage.EHLO, Stage.SENDER, Stage.RECIPIENT))),
            new DiagnosisRule(
                    SmtpProblem.RECIPIENT_DEFERRED, reply("^5.*" + LATER).and(at(Stage.RECIPIENT))),
            new DiagnosisRule(
                    SmtpProblem.MESSAGE_DEFERRED, reply("^5.*" + LATER).and(at(Stage.SENDER, Stage.DATA, Stage.DONE))));

    private RefusalRules() {}
}
