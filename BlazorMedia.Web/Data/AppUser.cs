using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Data;

public sealed class AppUser : IdentityUser
{
    public string? DisplayName { get; set; }

    /// <summary><c>light</c>, <c>dark</c> or <c>system</c>.</summary>
    public string Theme { get; set; } = "system";

    /// <summary>Culture name (<c>en</c>, <c>zh-Hans</c>, <c>ru</c>); null follows the browser.</summary>
    public string? Language { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Since when this person may not sign in, and the keys that act for them do not count; null while they may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
