using System.Net;
using System.Net.Http.Json;
using System.Text;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Backup;

namespace BlazorMedia.Tests.Operations;

/// <summary>Uses secrets as people and programs do, and then looks for them wherever the app writes.</summary>
public sealed class PlantedSecretsTests
{
    private const string CameraPassword = "Planted-Camera-Password-1";
    private const string WrongPassword = "Planted-Wrong-Password-1";
    private const string ForeignKey = "bm_planted_foreign_key_0123456789";
    private const string QueryToken = "planted-token-in-an-address";

    private static readonly string[] Secrets = [CameraPassword, WrongPassword, ForeignKey, QueryToken, AppFixture.AdminPassword, AppProcess.Key];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_the_log_or_in_any_file()
    {
        // As JSON, each named value is written besides the sentence.
        await using var app = await AppProcess.StartAsync(("Logging:Console:FormatterName", "json"), ("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"));
        await SignInAsync(app);
        await UseStreamAsync(app);
        await UseKeysAsync(app);
        await BackUpAsync(app);
        await app.TerminateAsync();

        Secrets.Where(s => app.Log.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty("in the log");
        app.Log.Length.ShouldBeGreaterThan(10_000, "the log was really written");
        // The bytes of the files are every text of every table, also what was deleted and is not yet overwritten.
        // Locks and pipes have no length; reading them would wait for ever.
        var files = Directory.GetFiles(app.DataDirectory, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length > 0).ToList();
        files.ShouldContain(f => f.EndsWith("blazormedia.db", StringComparison.Ordinal));
        files.ShouldContain(f => f.EndsWith("jobs.db", StringComparison.Ordinal));
        foreach (var file in files) FoundIn(await File.ReadAllBytesAsync(file, Stop)).ShouldBeEmpty(Path.GetRelativePath(app.DataDirectory, file));
    }

    private static IEnumerable<string> FoundIn(byte[] bytes) => Secrets.Where(s => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(s)) >= 0);

    private static async Task SignInAsync(AppProcess app)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Client.BaseAddress };
        await SignInPage.SubmitAsync(browser, AppFixture.AdminEmail, AppFixture.AdminPassword);
        using var another = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Client.BaseAddress };
        await Should.ThrowAsync<Exception>(() => SignInPage.SubmitAsync(another, AppFixture.AdminEmail, WrongPassword));
    }

    private static async Task UseStreamAsync(AppProcess app)
    {
        var source = $"rtsp://viewer:{CameraPassword}@127.0.0.1:1/live?token={QueryToken}";
        using var added = await app.Client.PostAsJsonAsync("/api/v1/streams", new { name = "planted", source }, Stop);
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var tested = await app.Client.PostAsJsonAsync("/api/v1/source-tests", new { source }, Stop);
        (await tested.Content.ReadAsStringAsync(Stop)).ShouldNotContain(CameraPassword);
        // It fails by itself, again and again.
        await Eventually.TrueAsync(async () => (await app.Client.GetStringAsync("/api/v1/streams/planted", Stop)).Contains("\"lastError\":\"", StringComparison.Ordinal), "the source has failed");
    }

    private static async Task UseKeysAsync(AppProcess app)
    {
        using var stranger = new HttpClient { BaseAddress = app.Client.BaseAddress };
        stranger.DefaultRequestHeaders.Add("X-API-KEY", ForeignKey);
        foreach (var address in (string[])["/api/v1/streams", $"/api/v1/streams?apikey={ForeignKey}", $"/api/v1/streams?access_token={QueryToken}"])
        {
            using var refused = await stranger.GetAsync(address, Stop);
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private static async Task BackUpAsync(AppProcess app)
    {
        using var started = await app.Client.PostAsync("/api/v1/backups", null, Stop);
        await Eventually.TrueAsync(async () => (await app.Client.GetFromJsonAsync<BackupList>("/api/v1/backups", Stop))!.Items.Count > 0, "the backup is made");
    }
}
