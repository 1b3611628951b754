package io.github.wechatpayspring.bill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.WechatPayClient;
import org.jspecify.annotations.Nullable;

/**
 * Downloads bills: asks for the link, follows it at once with a signed request, and
 * compares the file, which bears no signature, with what WeChat Pay said of it. A
 * download that breaks off begins again with a link of its own.
 */
public final class BillDownload {

	private static final int MAX_ATTEMPTS = 3;

	private static final String OPERATION = "bill-download";

	private final WechatPayClient client;

	/**
	 * Create a download.
	 * @param client makes the calls
	 */
	public BillDownload(WechatPayClient client) {
		this.client = client;
	}

	/**
	 * Download a bill.
	 * @param link asks for the link
	 * @return the bill, to be closed
	 * @throws WechatPayException if there is no link, no file behind it, or another one
	 * than WeChat Pay offered
	 */
	public Bill download(Supplier<BillLink> link) {
		for (int attempt = 1;; attempt++) {
			try {
				return download(link.get());
			}
			catch (WechatPayTransportException ex) {
				if (attempt == MAX_ATTEMPTS) {
					throw ex;
				}
			}
			catch (WechatPaySecurityException ex) {
				if (attempt == MAX_ATTEMPTS || ex.reason() != Reason.HASH_MISMATCH) {
					throw ex;
				}
			}
		}
	}

	private Bill download(BillLink link) {
		Bill bill = null;
		try {
			Path file = Files.createTempFile("wechatpay-bill-", ".csv");
			bill = new Bill(file);
			String sha1 = this.client.download(OPERATION, uri(link), (input) -> write(input, file));
			check(link, sha1, bill);
			Bill downloaded = bill;
			bill = null;
			return downloaded;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(bill);
		}
	}

	private static URI uri(BillLink link) {
		try {
			return URI.create(link.url());
		}
		catch (IllegalArgumentException ex) {
			// its message would quote the token
			throw new WechatPaySecurityException(Reason.FOREIGN_LINK, "The link of the bill is no URL");
		}
	}

	private static String write(InputStream input, Path file) throws IOException {
		MessageDigest digest = sha1();
		try (OutputStream output = new DigestOutputStream(Files.newOutputStream(file), digest)) {
			input.transferTo(output);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-1", ex);
		}
	}

	private static void check(BillLink link, String sha1, Bill bill) {
		if (link.sha1() != null && !sha1.equalsIgnoreCase(link.sha1())) {
			throw new WechatPaySecurityException(Reason.HASH_MISMATCH,
					"The bill has the SHA-1 %s, but WeChat Pay offered one with %s: it was dropped".formatted(sha1,
							link.sha1()));
		}
		if (link.lines() != null) {
			try (Stream<BillLine> lines = bill.lines()) {
				long count = lines.count();
				if (count != link.lines()) {
					throw new WechatPaySecurityException(Reason.HASH_MISMATCH,
							"The bill has %d lines, but WeChat Pay offered one with %d: it was dropped".formatted(count,
									link.lines()));
				}
			}
		}
	}

	private static void delete(@Nullable Bill bill) {
		if (bill != null) {
			try {
				bill.close();
			}
			catch (IOException ex) {
				// a temporary file that is of no use to anybody
			}
		}
	}

}
