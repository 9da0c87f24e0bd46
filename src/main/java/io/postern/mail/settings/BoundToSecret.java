package io.postern.mail.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that says where the stored secret goes, or how it is protected on the way. The secret is used again, for saving and for
 * testing, only while all of these are unchanged. Otherwise a person who may edit the form could have it sent to another server.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface BoundToSecret {}
