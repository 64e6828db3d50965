namespace BlazorMedia.Web.Platform.Security;

/// <summary>Names of the authorisation policies; a higher role passes every lower one. Defined by the feature that owns people and keys.</summary>
internal static class Policies
{
    public const string Admin = "admin";
    public const string Operator = "operator";
    public const string Viewer = "viewer";
    public const string Member = "member";

    /// <summary>Monitors and balancers: from a trusted network, with a key of the scope <c>metrics</c>, or an operator. Defined by the feature that answers them.</summary>
    public const string Monitor = "monitor";

    /// <summary>The claim of a key: one per scope it has.</summary>
    public const string ScopeClaim = "bm:scope";

    /// <summary>The claims of a key: its id and its name. What it does is written down under these, not under the person it acts for.</summary>
    public const string KeyIdClaim = "bm:key-id";

    /// <inheritdoc cref="KeyIdClaim"/>
    public const string KeyNameClaim = "bm:key-name";

    /// <summary>The claim of an app token: the AppID that issued it.</summary>
    public const string AppIdClaim = "bm:app-id";

    /// <summary>The claim of a person's display name.</summary>
    public const string DisplayNameClaim = "bm:display-name";

    /// <summary>The claim of the address that opened a circuit.</summary>
    public const string AddressClaim = "bm:address";

    /// <summary>The authentication type of an API key's identity.</summary>
    public const string ApiKeyScheme = "ApiKey";

    /// <summary>The authentication type of an app token's identity, and the policy of the doors that take one. No other policy lets one in.</summary>
    public const string AppTokenScheme = "AppToken";

    /// <summary>Metadata of an endpoint group: a key must hold this scope, or its <c>:read</c>/<c>:write</c> half, or <c>*</c>. People are not asked.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredScope(scope));
}

/// <summary>The scope that a key needs for an endpoint, for example <c>recordings</c>.</summary>
internal sealed record RequiredScope(string Name);
