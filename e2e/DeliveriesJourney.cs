using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Webhooks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorMedia.E2E;

/// <summary>An administrator lets another system hear of events, sees why one did not arrive, and sends again what was lost.</summary>
[Collection(Journeys.Name)]
public sealed class DeliveriesJourney(Chromium chromium)
{
    [Fact]
    public async Task An_administrator_adds_a_receiver_sees_a_failure_and_sends_again_what_was_lost()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var hub = await Hub.StartOwnedAsync(("Http:Outgoing:AllowedNetworks", "127.0.0.1/32"));
        await using var browser = await chromium.OpenAsync(hub.Address);
        var page = await browser.NewPageAsync();
        await page.WatchedAsync("deliveries", async () =>
        {
            await page.SignInAsync(Hub.Email, Hub.Password);
            await AddAsync(page, receiver);
            await TestAsync(page, receiver);
            await FailAsync(page, receiver);
            await ResendAsync(page, receiver);
            await ReplayAsync(page, receiver);
        });
    }

    private static async Task AddAsync(IPage page, Receiver receiver)
    {
        await page.VisitAsync("/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).First.ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Address").FillAsync("http://192.168.77.1/hook");
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Archive");
        await drawer.GetByText("Only these").ClickAsync();
        await drawer.GetByText("job.failed").ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).ClickAsync();
        await Expect(drawer.GetByText("is not a public address")).ToBeVisibleAsync();
        await drawer.GetByLabel("Address").FillAsync(receiver.Url);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).ClickAsync();
        await Expect(drawer.GetByText("whsec_")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pages.Screenshots, "webhooks-secret.png") });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Expect(drawer.GetByText("whsec_")).Not.ToBeVisibleAsync();
    }

    private static async Task TestAsync(IPage page, Receiver receiver)
    {
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await Expect(drawer.Locator(".result summary")).ToContainTextAsync("204");
        receiver.Received.ShouldHaveSingleItem().Headers["webhook-signature"].ShouldStartWith("v1,");
    }

    private static async Task FailAsync(IPage page, Receiver receiver)
    {
        (receiver.Answer, receiver.AnswerBody) = (503, "out of order");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await Expect(drawer.Locator(".result summary")).ToContainTextAsync("503");
        await Expect(drawer.Locator(".result")).ToContainTextAsync("out of order");
        await drawer.GetByRole(AriaRole.Link, new() { Name = "Open the delivery" }).ClickAsync();
        await Expect(drawer.Locator("details.attempt")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pages.Screenshots, "webhooks-failed.png") });
    }

    private static async Task ResendAsync(IPage page, Receiver receiver)
    {
        (receiver.Answer, receiver.AnswerBody) = (204, "");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        // Drawn by itself when the receiver has answered.
        await Expect(drawer.Locator(".badge").First).ToContainTextAsync("Delivered");
        await Expect(drawer.Locator("details.attempt")).ToHaveCountAsync(2);
        var ids = receiver.Received.Select(r => r.Headers["webhook-id"]).ToList();
        ids.Count.ShouldBe(3);
        ids[2].ShouldBe(ids[1], "a resend is the same event");
    }

    private static async Task ReplayAsync(IPage page, Receiver receiver)
    {
        await page.VisitAsync("/webhooks/deliveries");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Which").SelectOptionAsync("");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await Expect(drawer.GetByText("2 deliveries would be sent again")).ToBeVisibleAsync();
        receiver.Received.Count.ShouldBe(3, "counting sends nothing");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Send 2" }).ClickAsync();
        await Eventually.TrueAsync(() => receiver.Received.Count == 5, "both were sent again");
        receiver.Received.Select(r => r.Headers["webhook-id"]).Distinct().Count().ShouldBe(2);
    }
}
