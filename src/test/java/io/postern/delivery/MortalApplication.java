package io.postern.delivery;

import io.postern.PosternApplication;
import io.postern.mailsettings.MailSettingsFixture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The application as a process of its own that a test can kill. It queues mails when told where the mail server is and how many. */
public final class MortalApplication {

    private MortalApplication() {}

    public static void main(String[] args) {
        SpringApplication application =
                new SpringApplication(PosternApplication.class, MailSettingsFixture.class, DeliveryFixture.class);
        application.addInitializers(context ->
                context.getBeanFactory().registerSingleton("noTestConfiguration", new NothingElseOfTheTests()));
        ConfigurableApplicationContext context = application.run(args);
        String mails = context.getEnvironment().getProperty("test.mails");
        if (mails != null) {
            int port = context.getEnvironment().getRequiredProperty("test.smtp-port", Integer.class);
            context.getBean(MailSettingsFixture.class).plain("127.0.0.1", port, "postern@postern.example");
            context.getBean(TransactionTemplate.class)
                    .executeWithoutResult(
                            status -> context.getBean(DeliveryFixture.class).mails(Integer.parseInt(mails)));
        }
    }

    /** The class path has test configurations that are meant for others. */
    private static final class NothingElseOfTheTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return reader.getResource().toString().contains("test-classes");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NothingElseOfTheTests;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
