using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Features.Accounts.ApiKeys;
using BlazorMedia.Web.Features.Accounts.Setup;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts;

/// <summary>Before the first request: roles, the administrator of the configuration, its keys. When the server listens: the first-run link.</summary>
internal sealed class AccountsStart(IServiceScopeFactory scopes, IOptions<AccountOptions> options, SetupState state, SetupCode code) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await CreateRolesAsync(scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>());
        if (options.Value.FirstAdmin is { Email.Length: > 0, Password: { } password } admin)
            await CreateAdministratorAsync(scope.ServiceProvider, new(admin.Email, password, null), cancellationToken);
        await scope.ServiceProvider.GetRequiredService<ConfiguredApiKeys>().SyncAsync(cancellationToken);
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await state.IsOpenAsync(cancellationToken)) code.Print();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task CreateRolesAsync(RoleManager<IdentityRole> roles)
    {
        foreach (var role in Roles.All)
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole(role));
    }

    private static async Task CreateAdministratorAsync(IServiceProvider services, FirstAdministrator admin, CancellationToken ct)
    {
        var created = await services.GetRequiredService<CreateFirstAdministrator>().HandleAsync(admin, ct);
        if (!created.IsSuccess && created.Refusal != AccountRefusals.AlreadySetUp)
            throw new InvalidOperationException($"Accounts__FirstAdmin__Email, Accounts__FirstAdmin__Password: {created.Refusal.Message}");
    }
}
