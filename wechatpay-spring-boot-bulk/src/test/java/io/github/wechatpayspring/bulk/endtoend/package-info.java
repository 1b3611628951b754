/**
 * Jobs from their list to the report, against the simulator and real databases.
 */
@NullMarked
package io.github.wechatpayspring.bulk.endtoend;

import org.jspecify.annotations.NullMarked;
