/**
 * Draws how calls went in the last minutes, from the meters that production has as well.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.charts;

import org.jspecify.annotations.NullMarked;
