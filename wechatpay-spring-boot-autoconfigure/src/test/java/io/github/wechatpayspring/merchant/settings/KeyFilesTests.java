package io.github.wechatpayspring.merchant.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class KeyFilesTests {

	@Test
	void areOnlyTheFilesThatAreRead(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("apiclient_key.pem"), "");
		assertThat(paths(merchant("file:" + file))).containsExactly(file);
		assertThat(paths(merchant("file:" + file).signer(FakeWechatPay.credentials().signer())))
			.as("a RequestSigner signs")
			.isEmpty();
		for (String value : List.of("classpath:vectors.json", "https://example.com/key.pem", "base64:AAAA", "  ",
				"not a file", KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS))) {
			assertThat(paths(merchant(value))).isEmpty();
		}
	}

	private static MerchantConfiguration.Builder merchant(String privateKey) {
		return MerchantConfiguration.builder("default").merchantPrivateKey(privateKey);
	}

	private static List<Path> paths(MerchantConfiguration.Builder merchant) {
		return KeyFiles.of(merchant.build(), new PemLocation(new DefaultResourceLoader())).paths();
	}

}
