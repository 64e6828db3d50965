using System.Net;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.Limits;

namespace BlazorMedia.Tests.Accounts;

public sealed class RequestLimitTests(RequestLimitTests.NarrowFixture app) : IClassFixture<RequestLimitTests.NarrowFixture>
{
    private const int PerKey = 5;
    private const int PerForm = 3;

    // A bucket fills again while a busy machine works it off; what is claimed is that it ends, and that others do not feel it.
    private const int Many = 400;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_asks_too_much_is_told_to_wait_and_another_key_is_not()
    {
        using var greedy = await app.CreateApiClientAsync("streams");
        using var modest = await app.CreateApiClientAsync("streams");

        using var refused = await UntilRefusedAsync(() => greedy.GetAsync("/api/v1/streams", Ct));
        using var other = await modest.GetAsync("/api/v1/streams", Ct);

        await refused.ShouldBeRefusedAsync(HttpStatusCode.TooManyRequests, "accounts.rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pictures_are_not_counted()
    {
        using var viewer = await app.CreateApiClientAsync("streams");
        var playlist = $"/live/{Guid.NewGuid()}/index.m3u8";

        for (var i = 0; i < 4 * PerKey; i++)
        {
            using var answer = await viewer.GetAsync(playlist, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Whoever_guesses_keys_is_counted_by_address_and_does_not_slow_a_good_key()
    {
        using var guesser = app.CreateClient();
        guesser.DefaultRequestHeaders.Add("X-API-KEY", "bm_guess");
        using var good = await app.CreateApiClientAsync("streams");

        using var refused = await UntilRefusedAsync(() => guesser.GetAsync("/api/v1/streams", Ct));
        using var allowed = await good.GetAsync("/api/v1/streams", Ct);

        await refused.ShouldBeRefusedAsync(HttpStatusCode.TooManyRequests, "accounts.rate_limited");
        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Account_forms_are_limited_by_address_and_people_get_a_page()
    {
        using var browser = app.CreateClient();

        using var refused = await UntilRefusedAsync(() => browser.PostAsync("/account/login", new FormUrlEncodedContent([]), Ct));
        var page = await refused.Content.ReadAsStringAsync(Ct);

        refused.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.ShouldContain("Too many attempts");
        page.ShouldContain("<!DOCTYPE html>");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        refused.Headers.GetValues("Content-Security-Policy").ShouldNotBeEmpty();
    }

    [Fact]
    public void One_name_is_tried_only_so_often_whoever_tries_it()
    {
        using var names = new SignInNames(Microsoft.Extensions.Options.Options.Create(new BlazorMedia.Web.Features.Accounts.AccountOptions { Limits = new() { SignInPerMinute = PerForm } }));

        var tries = Enumerable.Range(0, PerForm + 1).Select(i => names.Allows(i % 2 == 0 ? "ann@example.org" : " ANN@example.org")).ToList();

        tries.ShouldBe([true, true, true, false]);
        names.Allows("bob@example.org").ShouldBeTrue();
    }

    [Fact]
    public void Addresses_and_names_are_kept_in_a_bounded_number_of_places_and_a_network_of_version_6_is_one()
    {
        var one = Callers.OfAddress(IPAddress.Parse("2001:db8:1:2::1"));

        Callers.OfAddress(IPAddress.Parse("2001:db8:1:2:ffff::9")).ShouldBe(one);
        Callers.OfAddress(IPAddress.Parse("::ffff:192.0.2.7")).ShouldBe(Callers.OfAddress(IPAddress.Parse("192.0.2.7")));
        Enumerable.Range(0, 200_000).Select(i => Callers.OfName($"user{i}@example.org")).Distinct().Count().ShouldBeLessThanOrEqualTo(65_536);
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < Many; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return answer;
            answer.Dispose();
        }
        throw new InvalidOperationException($"{Many} requests were let through.");
    }

    public sealed class NarrowFixture : AppFixture
    {
        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["Accounts:Limits:RequestsPerMinutePerKey"] = $"{PerKey}";
            settings["Accounts:Limits:RequestsPerMinutePerAddress"] = $"{PerKey}";
            settings["Accounts:Limits:SignInPerMinute"] = $"{PerForm}";
        }
    }
}
