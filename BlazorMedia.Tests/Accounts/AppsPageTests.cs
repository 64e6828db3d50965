using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

public sealed class AppsPageTests(AppFixture app) : KeysPageContext(app), IClassFixture<AppFixture>
{
    private readonly AppFixture app = app;

    [Fact]
    public void A_new_app_is_made_and_its_secret_shown_once()
    {
        var page = Open("?tab=apps&id=new");
        page.Find("input[name=name]").Change("hall client");

        page.Find("form.bm-form").Submit();

        page.WaitForAssertion(() => page.FindAll(".value").Count.ShouldBe(2), Patience);
        var appId = page.FindAll(".value")[0].TextContent;
        page.FindAll(".value")[1].TextContent.Length.ShouldBeGreaterThanOrEqualTo(32);
        using var db = app.CreateDb();
        db.Set<AppTokenPair>().Single(p => p.AppId == appId).Name.ShouldBe("hall client");
    }

    [Fact]
    public async Task A_short_secret_is_flagged_while_typing_and_in_the_list()
    {
        var page = Open("?tab=apps&id=new");
        page.Find("input[name=secret]").Input("fifteen-letters");
        page.Find(".short").TextContent.ShouldContain("fewer than 32 bytes");
        await AddAsync("weak", "fifteen-letters");

        var list = Open("?tab=apps");

        list.WaitForAssertion(() => list.FindAll("tbody tr").Single(r => r.TextContent.Contains("weak", StringComparison.Ordinal)).TextContent.ShouldContain("Short: 15 bytes"), Patience);
    }

    [Fact]
    public async Task The_generator_signs_a_token_that_this_server_takes()
    {
        var made = await AddAsync("generator", null);
        var page = Open($"?tab=apps&id={made.Id}");
        page.WaitForAssertion(() => page.Find(".generator"), Patience);
        page.Find("select[name=minutes]").Change("15");
        page.Find("input[name=sub]").Change("room-7");

        page.Find(".generator form").Submit();

        page.WaitForAssertion(() => page.Find(".generator .value").TextContent.ShouldStartWith("eyJ"), Patience);
        var token = page.Find(".generator .value").TextContent;
        page.Find(".generator .parts").TextContent.ShouldContain("\"sub\": \"room-7\"");
        page.Find(".generator .sample").TextContent.ShouldContain("/api/v1/tokens/self");
        var check = await app.Services.GetRequiredService<AppTokens>().CheckAsync(token, null, Ct);
        check.Token!.Subject.ShouldBe("room-7");
    }

    [Fact]
    public async Task The_secret_is_replaced_with_the_overlap_that_was_chosen()
    {
        var made = await AddAsync("rotated", null);
        var page = Open($"?tab=apps&id={made.Id}");
        page.WaitForAssertion(() => page.Find(".generator"), Patience);

        await Button(page, "Replace secret").ClickAsync(new());
        page.Find("select[name=overlap]").Change("72");
        page.Find("form.rotation").Submit();

        page.WaitForAssertion(() => page.FindAll(".drawer .value").Count.ShouldBe(2), Patience);
        await using var db = app.CreateDb();
        var pair = await db.Set<AppTokenPair>().SingleAsync(p => p.Id == made.Id, Ct);
        (pair.OldSecretUntil - pair.RotatedAt).ShouldBe(TimeSpan.FromHours(72));
    }

    [Fact]
    public async Task Disabling_and_deleting_ask_first()
    {
        var made = await AddAsync("to go", null);
        var page = Open($"?tab=apps&id={made.Id}");
        page.WaitForAssertion(() => page.Find(".generator"), Patience);

        var disabling = Button(page, "Disable").ClickAsync(new());
        await AgreeAsync();
        await disabling;
        page.WaitForAssertion(() => Button(page, "Enable").ShouldNotBeNull(), Patience);
        page.Find(".generator button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        var deleting = Button(page, "Delete").ClickAsync(new());
        await AgreeAsync();
        await deleting;

        await using var db = app.CreateDb();
        (await db.Set<AppTokenPair>().AnyAsync(p => p.Id == made.Id, Ct)).ShouldBeFalse();
    }

    private async Task<AppTokenPairDto> AddAsync(string name, string? secret) =>
        (await app.Services.GetRequiredService<AppTokenPairs>().CreateAsync(new(name, null, secret), Ct)).Value.App;
}
