using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>Who somebody is: Identity with a cookie for people, a header for keys.</summary>
internal static class SignInSetup
{
    private const string CookieOrKey = "CookieOrKey";

    /// <summary>How long what another node changed may go unnoticed by an open page; a request asks every time, and this node tells its pages at once.</summary>
    public static readonly TimeSpan Revalidation = TimeSpan.FromSeconds(20);

    /// <summary>After which a cookie's name and roles are read anew; what takes somebody's rights away ends the cookie at once.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    public static void AddSignIn(this IServiceCollection services)
    {
        var authentication = services.AddAuthentication(CookieOrKey)
            .AddPolicyScheme(CookieOrKey, null, o => o.ForwardDefaultSelector = context => SchemeOf(context.Request))
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Policies.ApiKeyScheme, null)
            .AddScheme<AuthenticationSchemeOptions, AppTokenAuthentication>(Policies.AppTokenScheme, null);
        authentication.AddIdentityCookies();
        services.ConfigureApplicationCookie(Cookie);
        services.AddIdentityCore<AppUser>(Identity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AppDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AppUserClaims>();
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = Renewal);
        services.AddScoped<IUserConfirmation<AppUser>, EnabledUsers>();
        services.AddSingleton<RecentCheck>().AddSingleton<SignInAudit>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingStates>();
    }

    private static string SchemeOf(HttpRequest request) =>
        request.AppToken() is not null ? Policies.AppTokenScheme : request.HasKey() ? Policies.ApiKeyScheme : IdentityConstants.ApplicationScheme;

    private static void Identity(IdentityOptions options)
    {
        AppDbContext.ConfigureStores(options);
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = AccountRules.MinPasswordLength;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.SignIn.RequireConfirmedAccount = true; // EnabledUsers says who is
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        (options.LoginPath, options.AccessDeniedPath, options.ReturnUrlParameter) = ("/account/login", "/account/access-denied", "returnUrl");
        (options.SlidingExpiration, options.ExpireTimeSpan) = (true, TimeSpan.FromDays(14));
        options.Cookie.Name = "bm-session";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Events.OnSigningIn = SignInRecord.WriteAsync;
        options.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
    }
}
