/**
 * Diagnoses merchants instead of running the application.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.diagnosis;

import org.jspecify.annotations.NullMarked;
