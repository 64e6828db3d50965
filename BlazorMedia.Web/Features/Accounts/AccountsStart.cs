using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Features.Accounts.AppTokens;
using BlazorMedia.Web.Features.Accounts.Setup;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>Before anything runs: roles, the administrator of the configuration, its keys. Not a hosted service, whose failure the host would log as a crash.</summary>
internal sealed class AccountsStart(RoleManager<IdentityRole> roles, CreateFirstAdministrator creation, ConfiguredApiKeys keys, ConfiguredAppToken apps, IOptions<AccountOptions> options)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        foreach (var role in Roles.All)
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole(role));
        if (options.Value.FirstAdmin is { Email.Length: > 0, Password: { } password } admin)
            await CreateAdministratorAsync(new(admin.Email, password, null), ct);
        await keys.SyncAsync(ct);
        await apps.SyncAsync(ct);
    }

    private async Task CreateAdministratorAsync(FirstAdministrator admin, CancellationToken ct)
    {
        var created = await creation.HandleAsync(admin, ct);
        if (!created.IsSuccess && created.Refusal != AccountRefusals.AlreadySetUp)
            throw new StartMistakeException([.. created.Refusals.Select(r => $"Accounts__FirstAdmin__Email, Accounts__FirstAdmin__Password: {r.Message}")]);
    }
}
