using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Accounts;

public sealed class ConfiguredAppTokenTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_configuration_a_pair_is_made_at_the_first_start_and_its_secret_is_shown_once()
    {
        await EmptyAsync();
        await SyncAsync(null, null);
        await SyncAsync(null, null);
        var pair = (await Pairs.ListAsync(Ct)).Items.ShouldHaveSingleItem();

        var first = await Pairs.ShowSecretAsync(pair.Id, Ct);
        var second = await Pairs.ShowSecretAsync(pair.Id, Ct);

        (pair.SecretSeen, pair.IsWeak, pair.Enabled).ShouldBe((false, false, true));
        first.Value.Secret.Length.ShouldBeGreaterThanOrEqualTo(32);
        second.Refusal.Code.ShouldBe("app_tokens.secret_seen");
    }

    [Fact]
    public async Task The_configured_pair_follows_the_configuration_and_is_not_changed_elsewhere()
    {
        await EmptyAsync();
        await SyncAsync("old-id", "short");
        await SyncAsync("new-id", "short");
        var pair = (await Pairs.ListAsync(Ct)).Items.ShouldHaveSingleItem();

        var rotated = await Pairs.RotateAsync(pair.Id, new(null, null), Ct);
        var deleted = await Pairs.DeleteAsync(pair.Id, Ct);

        (pair.AppId, pair.IsWeak, pair.FromConfiguration).ShouldBe(("new-id", true, true));
        rotated.Refusal.Code.ShouldBe("keys.configured");
        deleted.Refusal.Code.ShouldBe("keys.configured");
    }

    [Fact]
    public async Task An_app_that_a_person_made_keeps_its_AppID()
    {
        await EmptyAsync();
        var made = (await Pairs.CreateAsync(new("mine", "mine", "the secret of a person"), Ct)).Value;

        await SyncAsync("mine", "the secret of the configuration");

        var pair = (await Pairs.ListAsync(Ct)).Items.ShouldHaveSingleItem();
        (pair.Id, pair.FromConfiguration, pair.SecretBytes).ShouldBe((made.App.Id, false, made.App.SecretBytes));
    }

    [Theory]
    [InlineData("id", null, "Streams__Api__AppId and Streams__Api__AppSecret")]
    [InlineData(null, "secret", "Streams__Api__AppId and Streams__Api__AppSecret")]
    [InlineData("an id", "secret", "Streams__Api__AppId must")]
    [InlineData("id", "hush-hush ", "Streams__Api__AppSecret must")]
    public void A_mistake_is_named_by_its_key_and_without_the_secret(string? appId, string? secret, string begins)
    {
        var mistake = new AppTokenOptionsCheck().Validate(null, new() { AppId = appId, AppSecret = secret }).Failures.ShouldHaveSingleItem();

        mistake.ShouldStartWith(begins);
        mistake.ShouldNotContain("hush");
    }

    private AppTokenPairs Pairs => app.Services.GetRequiredService<AppTokenPairs>();

    private async Task EmptyAsync()
    {
        await using var db = app.CreateDb();
        await db.Set<AppTokenPair>().ExecuteDeleteAsync(Ct);
    }

    private Task SyncAsync(string? appId, string? secret) => ActivatorUtilities.CreateInstance<ConfiguredAppToken>(
        app.Services, Options.Create(new AppTokenOptions { AppId = appId, AppSecret = secret })).SyncAsync(Ct);
}
