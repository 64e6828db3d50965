using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>An administrator gives a program a key, takes it away, and signs a token for a client.</summary>
[Collection(Journeys.Name)]
public sealed class KeysJourney(Chromium chromium)
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_does_what_was_ticked_until_it_is_revoked()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("keys", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.VisitAsync("/admin/keys");
            await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();
            await page.Locator("input[name=name]").FillAsync("door script");
            await page.Locator("input[name='streams:read']").CheckAsync();
            await page.Locator("input[name='jobs:read']").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
            await page.Locator(".drawer .value").WaitForAsync();
            using var program = Program(hub, await page.Locator(".drawer .value").InnerTextAsync());

            (await StatusAsync(program, "/api/v1/streams")).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(program, "/api/v1/jobs")).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(program, "/api/v1/recordings")).ShouldBe(HttpStatusCode.Forbidden);

            await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
            await page.Locator("tbody .row-link", new() { HasText = "door script" }).ClickAsync();
            await Expect(page.Locator(".drawer")).ToContainTextAsync("127.0.0.1");
            await page.Locator(".drawer").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await page.Locator("dialog.confirm").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await Expect(page.Locator("tbody tr", new() { HasText = "door script" })).ToHaveCountAsync(0);

            (await StatusAsync(program, "/api/v1/streams")).ShouldBe(HttpStatusCode.Unauthorized);
        });
    }

    [Fact]
    public async Task A_token_from_the_generator_is_taken()
    {
        await using var hub = await Hub.StartOwnedAsync();
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("tokens", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await page.VisitAsync("/admin/keys?tab=apps");
            await page.Locator("tbody .row-link").First.ClickAsync();
            await page.Locator("input[name=sub]").FillAsync("hall-3");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign token" }).ClickAsync();
            await page.Locator(".generator .value").WaitForAsync();
            using var program = Program(hub, await page.Locator(".generator .value").InnerTextAsync());

            (await program.GetStringAsync("/api/v1/tokens/self", Ct)).ShouldContain("hall-3");
            (await StatusAsync(program, "/api/v1/streams")).ShouldBe(HttpStatusCode.Forbidden);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pages.Screenshots, "token-generator.png"), FullPage = true });
        });
    }

    private static HttpClient Program(Hub hub, string credential) =>
        new() { BaseAddress = hub.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", credential) } };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient program, string path)
    {
        using var answer = await program.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}
