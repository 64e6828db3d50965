using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.Access;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using BlazorMedia.Web.Features.Accounts.Audit;
using BlazorMedia.Web.Features.Accounts.Limits;
using BlazorMedia.Web.Features.Accounts.Setup;
using BlazorMedia.Web.Features.Accounts.SignIn;
using BlazorMedia.Web.Features.Accounts.Users;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class AccountsFeature
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<AccountOptions>(AccountOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsCheck>();
        builder.Services.AddSignIn();
        builder.Services.AddAccess();
        builder.Services.AddKeys();
        builder.Services.AddAppTokens();
        builder.Services.AddLimits();
        builder.Services.AddSingleton<SavePreferences>();
        builder.Services.AddScoped<SaveProfile>();
        builder.Services.AddSingleton<SetupState>();
        builder.Services.AddSingleton<SetupCode>();
        builder.Services.AddScoped<CreateFirstAdministrator>();
        builder.Services.AddScoped<AccountsStart>();
        builder.Services.AddHostedService<SetupLink>();
        builder.Services.AddUsers();
        builder.Services.AddAudit();
    }

    public static async Task PrepareAccountsAsync(this WebApplication app)
    {
        try
        {
            await PrepareOnceAsync(app);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            // Another node started at the same moment and wrote the same rows first: now they are there. A context anew, because this one still holds them.
            await PrepareOnceAsync(app);
        }
    }

    private static async Task PrepareOnceAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsStart>().PrepareAsync(CancellationToken.None);
    }

    /// <summary>Stands before everything else in the pipeline: without users there is nothing to see behind it.</summary>
    public static void UseFirstRun(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<SetupGate>();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapGroup("/account").MapAccountForms().MapPasskeyOptions();
        app.MapKeyApi();
        app.MapAppTokenApi();
        app.MapUserApi();
        app.MapAuditApi();
    }
}
