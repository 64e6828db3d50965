using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Http;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>Finds every mistake at once and names the key to change; never repeats a password or key.</summary>
internal sealed class AccountOptionsCheck : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        List<string> mistakes = [.. OfFirstAdmin(options.FirstAdmin), .. OfProxies(options.TrustedProxies), .. options.ApiKeys.SelectMany(k => OfKey(k.Key, k.Value)), .. Twins(options)];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> OfFirstAdmin(FirstAdminOptions admin)
    {
        if (string.IsNullOrEmpty(admin.Email) && string.IsNullOrEmpty(admin.Password)) yield break;
        if (!AccountRules.IsEmail(admin.Email)) yield return "Accounts__FirstAdmin__Email must be an e-mail address.";
        if ((admin.Password ?? "").Length is < AccountRules.MinPasswordLength or > AccountRules.MaxPasswordLength)
            yield return $"Accounts__FirstAdmin__Password must have {AccountRules.MinPasswordLength} to {AccountRules.MaxPasswordLength} characters.";
    }

    private static IEnumerable<string> OfProxies(string? proxies) =>
        NetworkList.Parse(proxies).Contains(null) ? [$"Accounts__TrustedProxies is '{proxies}'. It must list addresses or networks like 10.0.0.0/8, separated by commas."] : [];

    private static IEnumerable<string> OfKey(string index, ConfiguredKeyOptions key)
    {
        var prefix = $"Accounts__ApiKeys__{index}__";
        if (key.Name.Trim().Length is 0 or > 100) yield return prefix + "Name must have 1 to 100 characters.";
        if (key.Key.Length < AccountRules.MinKeyLength) yield return $"{prefix}Key must have at least {AccountRules.MinKeyLength} characters.";
        if (key.Key.Trim() != key.Key) yield return prefix + "Key must not begin or end with a space.";
        if (key.Scopes.Length > 1000) yield return prefix + "Scopes must have at most 1000 characters.";
        if (key.ScopeList.Count == 0) yield return prefix + "Scopes must name at least one scope, or * for all.";
        foreach (var scope in key.ScopeList.Where(s => !AccountRules.IsScope(s)))
            yield return $"{prefix}Scopes holds '{scope}', which is not a scope; examples are *, streams, recordings:read, jobs:write.";
        if (!string.IsNullOrEmpty(key.User) && !AccountRules.IsEmail(key.User)) yield return prefix + "User must be an e-mail address.";
    }

    private static IEnumerable<string> Twins(AccountOptions options)
    {
        foreach (var twins in options.ApiKeys.GroupBy(k => k.Value.Name.Trim(), StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            yield return $"{string.Join(" and ", twins.Select(k => $"Accounts__ApiKeys__{k.Key}__Name"))} must differ.";
        foreach (var twins in options.ApiKeys.GroupBy(k => k.Value.Key, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            yield return $"{string.Join(" and ", twins.Select(k => $"Accounts__ApiKeys__{k.Key}__Key"))} must differ.";
    }
}
