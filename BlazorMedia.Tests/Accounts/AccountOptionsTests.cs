using BlazorMedia.Web.Features.Accounts;

namespace BlazorMedia.Tests.Accounts;

public sealed class AccountOptionsTests
{
    private static readonly ConfiguredKeyOptions Good = new() { Name = "cameras", Key = "bm_0123456789abcdef", Scopes = "streams, recordings:read" };

    [Fact]
    public void Good_settings_and_none_at_all_are_accepted()
    {
        Mistakes(new()).ShouldBeEmpty();
        Mistakes(new() { FirstAdmin = new() { Email = "root@example.com", Password = "long enough it is" }, ApiKeys = { ["0"] = Good } }).ShouldBeEmpty();
    }

    [Fact]
    public void All_mistakes_come_at_once_and_name_the_key_to_change()
    {
        var mistakes = Mistakes(new()
        {
            FirstAdmin = new() { Email = "root", Password = "short" },
            TrustedProxies = "10.0.0.0/8, 192.168.1.300",
            ApiKeys = { ["3"] = new() { Name = "", Key = "secret", Scopes = "Streams,*", User = "somebody" } },
        });

        foreach (var key in (string[])["TrustedProxies", "FirstAdmin__Email", "FirstAdmin__Password", "ApiKeys__3__Name", "ApiKeys__3__Key", "ApiKeys__3__Scopes", "ApiKeys__3__User"])
            mistakes.ShouldContain(m => m.StartsWith($"Accounts__{key} ", StringComparison.Ordinal), key);
        mistakes.ShouldAllBe(m => !m.Contains("secret") && !m.Contains("short"));
    }

    [Fact]
    public void Two_keys_may_not_share_name_or_secret()
    {
        var mistakes = Mistakes(new() { ApiKeys = { ["0"] = Good, ["1"] = Good } });

        mistakes.ShouldBe(["Accounts__ApiKeys__0__Name and Accounts__ApiKeys__1__Name must differ.", "Accounts__ApiKeys__0__Key and Accounts__ApiKeys__1__Key must differ."]);
    }

    private static List<string> Mistakes(AccountOptions options) => [.. new AccountOptionsCheck().Validate(null, options).Failures ?? []];
}
