namespace BlazorMedia.Web.Features.Accounts.AppTokens;

/// <summary>A token that was found valid.</summary>
/// <param name="AppId">The issuer.</param>
/// <param name="App">The name that people gave to the AppID.</param>
/// <param name="Subject">Claim <c>sub</c>.</param>
/// <param name="Name">Claim <c>name</c>.</param>
/// <param name="ExpiresAt">Null: the token does not expire, as old clients may have them.</param>
public sealed record AppToken(string AppId, string App, string? Subject, string? Name, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresAt);

/// <summary>Why a token does not count.</summary>
internal enum AppTokenFailure
{
    Unreadable,

    /// <summary>There is no such AppID, or it is disabled.</summary>
    UnknownApp,

    WrongSignature,
    Expired,
    NotYetValid,
}

/// <summary>Either a token or why there is none.</summary>
internal sealed record AppTokenCheck(AppToken? Token, AppTokenFailure? Failure)
{
    public static implicit operator AppTokenCheck(AppTokenFailure failure) => new(null, failure);
}
