namespace BlazorMedia.Web.Features.Accounts.Setup;

/// <summary>When the server listens and nobody is there yet: the first-run link on the console.</summary>
internal sealed class SetupLink(SetupState state, SetupCode code) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await state.IsOpenAsync(cancellationToken)) code.Print();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
