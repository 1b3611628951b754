/**
 * Diagnoses merchants instead of running the application. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.diagnosis;

import org.jspecify.annotations.NullMarked;
