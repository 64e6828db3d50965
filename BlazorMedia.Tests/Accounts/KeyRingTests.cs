using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class KeyRingTests
{
    private static readonly string Key = Convert.ToBase64String(Enumerable.Range(1, KeyRingKey.Length).Select(n => (byte)n).ToArray());

    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_alone_opens_nothing()
    {
        await using var server = await FreshServer.StartAsync();
        Protect(server, "secret");
        await using var db = server.CreateDb();

        var keys = await db.DataProtectionKeys.Select(k => k.Xml).ToListAsync(ct);
        var file = Path.Combine(server.DataDirectory, "keys", "key-ring.key");

        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(xml => xml.Contains("keyRingEncrypted") && !xml.Contains("<masterKey"));
        foreach (var part in (string[])["blazormedia.db", "blazormedia.db-wal"])
            Encoding.Latin1.GetString(await ReadAsync(Path.Combine(server.DataDirectory, part))).ShouldNotContain("<masterKey");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Two_nodes_with_the_same_key_and_database_share_sign_ins()
    {
        using var shared = new TempFolder();
        await using var first = await NodeAsync(shared, Key);
        await using var second = await NodeAsync(shared, Key);
        await using var stranger = await NodeAsync(shared, Convert.ToBase64String(new byte[KeyRingKey.Length]));
        var cookie = await CookieAsync(first);

        (await AccountAsync(first, cookie)).ShouldBe(HttpStatusCode.OK);
        (await AccountAsync(second, cookie)).ShouldBe(HttpStatusCode.OK);
        (await AccountAsync(stranger, cookie)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Keys_from_before_the_encryption_are_still_read()
    {
        using var shared = new TempFolder();
        string sealedText;
        await using (var former = await NodeAsync(shared, Key, plain: true)) sealedText = Protect(former, "secret");

        await using var server = await NodeAsync(shared, Key);

        Protector(server).Unprotect(sealedText).ShouldBe("secret");
    }

    [Fact]
    public async Task A_lost_key_is_one_clear_sentence_and_the_pages_go_on()
    {
        await using var app = await AppProcess.StartAsync();
        (await app.Client.GetAsync("/account/login", ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.TerminateAsync();
        File.Delete(Path.Combine(app.DataDirectory, "keys", "key-ring.key"));

        await app.StartAgainAsync();

        app.Log.ShouldContain("people must sign in again");
        (await app.Client.GetAsync("/account/login", ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Client.GetAsync("/api/v1/streams", ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_key_and_a_changed_text_are_refused()
    {
        await using var server = await FreshServer.StartAsync(("BlazorMedia:KeyRingKey", Key));
        var encrypted = new KeyRingEncryptor(server.Services.GetRequiredService<KeyRingKey>()).Encrypt(new XElement("secret", "value")).EncryptedElement;
        var decryptor = new KeyRingDecryptor(server.Services);

        decryptor.Decrypt(encrypted).Value.ShouldBe("value");
        var changed = new XElement(encrypted);
        changed.Element("cipher")!.Value = Convert.ToBase64String(new byte[23]);
        var foreign = new XElement(encrypted);
        foreign.SetAttributeValue("keyId", "0000000000000000");

        Should.Throw<CryptographicException>(() => decryptor.Decrypt(changed));
        Should.Throw<CryptographicException>(() => decryptor.Decrypt(foreign));
    }

    private static Task<FreshServer> NodeAsync(TempFolder shared, string key, bool plain = false) => FreshServer.StartAsync(
        plain ? s => s.PostConfigure<KeyManagementOptions>(o => o.XmlEncryptor = null) : null,
        ("ConnectionStrings:Default", $"Data Source={shared.File("shared.db")}"),
        ("BlazorMedia:KeyRingKey", key),
        ("Accounts:FirstAdmin:Email", AppFixture.AdminEmail),
        ("Accounts:FirstAdmin:Password", AppFixture.AdminPassword));

    private static async Task<string> CookieAsync(FreshServer server)
    {
        using var browser = server.CreateClient();
        using var answer = await browser.SendPasswordAsync(AppFixture.AdminEmail, AppFixture.AdminPassword);
        return answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("bm-session", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<HttpStatusCode> AccountAsync(FreshServer server, string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", cookie } } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Protect(FreshServer server, string text) => Protector(server).Protect(text);

    private static IDataProtector Protector(FreshServer server) => server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");

    // SQLite holds it open for writing.
    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
