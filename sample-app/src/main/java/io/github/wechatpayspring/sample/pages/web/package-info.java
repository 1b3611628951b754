/**
 * What all pages share: their frame, who may see them, and how they are kept current.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.web;

import org.jspecify.annotations.NullMarked;
