using BlazorMedia.Domain.Accounts;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>The pair of AppID and AppSecret that the configuration gives, under the name that its clients know; without it one is made at the first start.</summary>
internal sealed record AppTokenOptions
{
    public const string Section = "Streams:Api";

    public string? AppId { get; init; }

    public string? AppSecret { get; init; }

    public bool IsGiven => !string.IsNullOrEmpty(AppId) && !string.IsNullOrEmpty(AppSecret);
}

/// <summary>Never repeats the secret.</summary>
internal sealed class AppTokenOptionsCheck : IValidateOptions<AppTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, AppTokenOptions options)
    {
        List<string> mistakes = [];
        if (string.IsNullOrEmpty(options.AppId) != string.IsNullOrEmpty(options.AppSecret)) mistakes.Add("Streams__Api__AppId and Streams__Api__AppSecret must be given together.");
        if (!string.IsNullOrEmpty(options.AppId) && !AppTokenPair.IsAppId(options.AppId)) mistakes.Add("Streams__Api__AppId must have 1 to 100 letters, digits, dots, dashes or underscores.");
        if (!string.IsNullOrEmpty(options.AppSecret) && !AppTokenPair.IsSecret(options.AppSecret)) mistakes.Add("Streams__Api__AppSecret must have 1 to 500 characters, no space at either end.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
