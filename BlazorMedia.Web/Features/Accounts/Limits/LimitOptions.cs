using System.ComponentModel.DataAnnotations;

namespace BlazorMedia.Web.Features.Accounts.Limits;

/// <summary>How much somebody may ask. Pictures and files are not counted, nor are the pages of a person who is signed in.</summary>
internal sealed record LimitOptions
{
    /// <summary>Requests a minute of one API key, of one app, or of one person's browser at the API; as many may come at once.</summary>
    [Range(1, 10_000_000)]
    public int RequestsPerMinutePerKey { get; init; } = 1200;

    /// <summary>Requests a minute from one address without a credential, or with a wrong one.</summary>
    [Range(1, 10_000_000)]
    public int RequestsPerMinutePerAddress { get; init; } = 600;

    /// <summary>Forms a minute that ask who somebody is: from one address, and for one e-mail address.</summary>
    [Range(1, 10_000_000)]
    public int SignInPerMinute { get; init; } = 10;
}
