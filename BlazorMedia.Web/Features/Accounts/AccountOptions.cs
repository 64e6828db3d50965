using BlazorMedia.Web.Features.Accounts.Limits;
using System.ComponentModel.DataAnnotations;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>What the operator may set about people and keys; checked at start by <see cref="AccountOptionsCheck"/>.</summary>
internal sealed record AccountOptions
{
    public const string Section = "Accounts";

    public FirstAdminOptions FirstAdmin { get; init; } = new();

    /// <summary>Addresses or CIDR networks of the proxies in front, comma-separated; their <c>X-Forwarded-For</c> and <c>-Proto</c> are believed.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary>Days after which audit lines are deleted.</summary>
    [Range(1, 3650)]
    public int AuditDays { get; init; } = 365;

    /// <summary>By index as configured, so that a mistake can be reported with the very key that has to be changed.</summary>
    public Dictionary<string, ConfiguredKeyOptions> ApiKeys { get; init; } = [];

    public LimitOptions Limits { get; init; } = new();
}

/// <summary>Creates the first administrator when there is none, in place of the first-run page.</summary>
internal sealed record FirstAdminOptions
{
    public string? Email { get; init; }

    public string? Password { get; init; }
}

/// <summary>A key given by configuration, for containers and tests.</summary>
internal sealed record ConfiguredKeyOptions
{
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>Comma-separated, or <c>*</c>.</summary>
    public string Scopes { get; init; } = "";

    /// <summary>E-mail address of the user it acts for; the first administrator when it is not given.</summary>
    public string? User { get; init; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
