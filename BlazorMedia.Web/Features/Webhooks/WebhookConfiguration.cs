using BlazorMedia.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Webhooks;

internal sealed class WebhookEndpointConfiguration : IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> endpoint)
    {
        endpoint.ToTable("WebhookEndpoints");
        endpoint.Property(e => e.Name).HasMaxLength(WebhookEndpoint.MaxNameLength);
        endpoint.Property(e => e.Url).HasMaxLength(WebhookEndpoint.MaxUrlLength);
        endpoint.Property(e => e.EventTypes).HasMaxLength(WebhookEndpoint.MaxEventTypesLength);
        endpoint.Property(e => e.Profile).HasConversion<string>().HasMaxLength(20);
        endpoint.Property(e => e.State).HasConversion<string>().HasMaxLength(20);
        endpoint.Property(e => e.StateReason).HasMaxLength(40);
        endpoint.Ignore(e => e.EventTypeList);
        endpoint.Ignore(e => e.IsOpen);
        endpoint.HasIndex(e => e.Name).IsUnique();
        endpoint.HasMany(e => e.Secrets).WithOne().HasForeignKey(s => s.EndpointId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookSecretConfiguration : IEntityTypeConfiguration<WebhookSecret>
{
    public void Configure(EntityTypeBuilder<WebhookSecret> secret)
    {
        secret.ToTable("WebhookSecrets");
        // It has its id already when a rotation adds it to its endpoint; EF would take it for a row that exists.
        secret.Property(s => s.Id).ValueGeneratedNever();
    }
}

internal sealed class WebhookMessageConfiguration : IEntityTypeConfiguration<WebhookMessage>
{
    public void Configure(EntityTypeBuilder<WebhookMessage> message)
    {
        message.ToTable("WebhookMessages");
        message.Property(m => m.Type).HasMaxLength(100);
        message.HasIndex(m => m.CreatedAt);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("WebhookDeliveries");
        delivery.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        delivery.Property(d => d.LastError).HasMaxLength(40);
        delivery.HasOne<WebhookMessage>().WithMany().HasForeignKey(d => d.MessageId).OnDelete(DeleteBehavior.Cascade);
        delivery.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(d => d.EndpointId).OnDelete(DeleteBehavior.Cascade);
        // A resend goes on with the same row, so the receiver can tell by the id that it has it already.
        delivery.HasIndex(d => new { d.MessageId, d.EndpointId }).IsUnique();
        // Due work of one endpoint, so that a dead one with a long queue is never walked past.
        delivery.HasIndex(d => new { d.EndpointId, d.NextAttemptAt }).HasFilter("\"State\" = 'Waiting'").HasDatabaseName("IX_WebhookDeliveries_Due");
        delivery.HasIndex(d => new { d.EndpointId, d.CreatedAt, d.Id });
        delivery.HasIndex(d => new { d.CreatedAt, d.Id });
    }
}

internal sealed class WebhookAttemptConfiguration : IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookAttempt> attempt)
    {
        attempt.ToTable("WebhookAttempts");
        attempt.Property(a => a.Error).HasMaxLength(40);
        attempt.Property(a => a.RequestExcerpt).HasMaxLength(WebhookAttempt.MaxExcerptLength);
        attempt.Property(a => a.ResponseExcerpt).HasMaxLength(WebhookAttempt.MaxExcerptLength);
        attempt.HasOne<WebhookDelivery>().WithMany().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        attempt.HasIndex(a => new { a.DeliveryId, a.At });
    }
}
