using Microsoft.Extensions.Logging.Console;

namespace BlazorMedia.Web.Platform.Logging;

/// <summary>The console, whichever formatter it has, without secrets. It keeps the console's name, so that its settings go on to count.</summary>
[ProviderAlias("Console")]
internal sealed class RedactingLoggerProvider(ConsoleLoggerProvider console) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(console.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    public void Dispose() => console.Dispose();

    private sealed class RedactingLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            inner.Log(logLevel, eventId, new RedactedState(SecretRedactor.Redact(formatter(state, exception)), values), RedactedException.Of(exception), (s, _) => s.ToString());
        }
    }
}

internal static class LoggingSetup
{
    /// <summary>Puts the redaction between the app and its console.</summary>
    public static void AddRedaction(this ILoggingBuilder logging)
    {
        var console = logging.Services.FirstOrDefault(s => s.ServiceType == typeof(ILoggerProvider) && s.ImplementationType == typeof(ConsoleLoggerProvider));
        // A host without a console has nothing to redact.
        if (console is null) return;
        logging.Services.Remove(console);
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider, RedactingLoggerProvider>();
    }
}
