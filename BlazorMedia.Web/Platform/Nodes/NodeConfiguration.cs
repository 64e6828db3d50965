using BlazorMedia.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Platform.Nodes;

internal sealed class NodeConfiguration : IEntityTypeConfiguration<Node>
{
    public void Configure(EntityTypeBuilder<Node> node)
    {
        node.ToTable("Nodes");
        node.Property(n => n.Id).ValueGeneratedNever();
        node.Property(n => n.Name).HasMaxLength(Node.MaxNameLength);
        node.Property(n => n.Address).HasMaxLength(Node.MaxAddressLength);
        node.Property(n => n.Version).HasMaxLength(50);
    }
}
