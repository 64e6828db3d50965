using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Webhooks.Pages;

/// <summary>A page that reads anew whenever endpoints or deliveries have changed.</summary>
public abstract partial class WebhooksView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly List<IDisposable> subscriptions = [];

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal IStringLocalizer<WebhooksText> Text { get; init; } = default!;

    [Inject] internal ILogger<WebhooksView> Logger { get; init; } = default!;

    /// <summary>Why the last reading failed; null when it succeeded.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>There is something to show, if perhaps not the latest.</summary>
    protected bool Loaded { get; private set; }

    protected CancellationToken Leaving => leaving.Token;

    public void Dispose()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task LoadAsync(CancellationToken ct);

    protected override async Task OnInitializedAsync()
    {
        foreach (var topic in new[] { WebhookTopics.Endpoints, WebhookTopics.Deliveries }) subscriptions.Add(Topics.Subscribe(topic, () => InvokeAsync(ReloadAsync)));
        await ReloadAsync();
    }

    protected async Task ReloadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        try
        {
            await LoadAsync(leaving.Token);
            (Fault, Loaded) = (null, true);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What is on the screen stays; the page says that it is not up to date and offers to try again.
            Fault = exception;
            LogFault(Logger, exception);
        }
        StateHasChanged();
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be read for a page")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
