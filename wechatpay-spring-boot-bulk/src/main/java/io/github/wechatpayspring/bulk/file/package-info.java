/**
 * Files of users and reports.
 */
@NullMarked
package io.github.wechatpayspring.bulk.file;

import org.jspecify.annotations.NullMarked;
