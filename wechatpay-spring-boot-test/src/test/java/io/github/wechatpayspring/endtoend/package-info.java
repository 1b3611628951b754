/**
 * Applications that call the simulator over real sockets. This package has what its rooms
 * share: the applications, the calls and the servers in between.
 */
package io.github.wechatpayspring.endtoend;
