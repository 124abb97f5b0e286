_openstack()
{
  local cur prev words cword
  if declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref -n : cur prev words cword
  else
    words=( "${COMP_WORDS[@]}" )
    cword=${COMP_CWORD}
    cur="${words[cword]}"
  fi

  cmds='availability catalog complete compute configuration console flavor help host hypervisor image keypair limits network port quota security server subnet token versions volume'
  cmds_availability='zone'
  cmds_availability_zone='list'
  cmds_availability_zone_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --compute --network --volume --share --long'
  cmds_catalog='list show'
  cmds_catalog_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending'
  cmds_catalog_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_complete='-h --help --name --shell'
  cmds_compute='service'
  cmds_compute_service='delete list set'
  cmds_compute_service_delete='-h --help'
  cmds_compute_service_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --host --service --long'
  cmds_compute_service_set='-h --help --enable --disable --disable-reason --up --down'
  cmds_configuration='show'
  cmds_configuration_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --mask --unmask'
  cmds_console='log url'
  cmds_console_log='show'
  cmds_console_log_show='-h --help --lines'
  cmds_console_url='show'
  cmds_console_url_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --novnc --xvpvnc --spice --spice-direct --rdp --serial --mks'
  cmds_flavor='create delete list set show unset'
  cmds_flavor_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --id --ram --disk --ephemeral --swap --vcpus --rxtx-factor --public --private --property --project --description --project-domain'
  cmds_flavor_delete='-h --help'
  cmds_flavor_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --public --private --all --min-disk --min-ram --long --limit --marker --max-items'
  cmds_flavor_set='-h --help --no-property --property --project --project-domain --description'
  cmds_flavor_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_flavor_unset='-h --help --property --project --project-domain'
  cmds_help='-h --help'
  cmds_host='list set show'
  cmds_host_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --zone'
  cmds_host_set='-h --help --enable --disable --enable-maintenance --disable-maintenance'
  cmds_host_show='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending'
  cmds_hypervisor='list show stats'
  cmds_hypervisor_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --matching --limit --marker --max-items --long'
  cmds_hypervisor_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_hypervisor_stats='show'
  cmds_hypervisor_stats_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_image='list show'
  cmds_image_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --public --private --community --shared --all --property --name --status --member-status --project --project-domain --tag --hidden --long --page-size --sort --limit --marker --max-items'
  cmds_image_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --human-readable'
  cmds_keypair='create delete list show'
  cmds_keypair_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --public-key --private-key --type --user --user-domain'
  cmds_keypair_delete='-h --help --user --user-domain'
  cmds_keypair_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --user --user-domain --project --project-domain --limit --marker --max-items'
  cmds_keypair_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --public-key --user --user-domain'
  cmds_limits='show'
  cmds_limits_show='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --absolute --rate --reserved --project --project-domain --domain'
  cmds_network='create delete list show'
  cmds_network_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --extra-property --share --no-share --enable --disable --project --description --mtu --project-domain --availability-zone-hint --enable-port-security --disable-port-security --external --internal --default --no-default --qos-policy --transparent-vlan --no-transparent-vlan --qinq-vlan --no-qinq-vlan --pvlan --no-pvlan --provider-network-type --provider-physical-network --provider-segment --dns-domain --tag --no-tag'
  cmds_network_delete='-h --help'
  cmds_network_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --external --internal --long --name --enable --disable --project --pvlan --no-pvlan --project-domain --share --no-share --status --provider-network-type --provider-physical-network --provider-segment --agent --tags --any-tags --not-tags --not-any-tags --limit --marker --max-items'
  cmds_network_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_port='create delete list show'
  cmds_port_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --extra-property --network --description --device --mac-address --device-owner --vnic-type --host --dns-domain --dns-name --numa-policy-required --numa-policy-preferred --numa-policy-socket --numa-policy-legacy --hint --trusted --not-trusted --pvlan-type --pvlan-community --fixed-ip --no-fixed-ip --binding-profile --enable --disable --enable-uplink-status-propagation --disable-uplink-status-propagation --project --project-domain --extra-dhcp-option --security-group --no-security-group --qos-policy --enable-port-security --disable-port-security --allowed-address --device-profile --hardware-offload-type --tag --no-tag'
  cmds_port_delete='-h --help'
  cmds_port_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --device-owner --host --network --router --server --device-id --mac-address --long --project --pvlan-type --pvlan-community --pvlan --no-pvlan --name --security-group --status --project-domain --fixed-ip --tags --any-tags --not-tags --not-any-tags --limit --marker --max-items'
  cmds_port_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_quota='delete list set show'
  cmds_quota_delete='-h --help --all --compute --volume --network'
  cmds_quota_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --compute --volume --network'
  cmds_quota_set='-h --help --class --default --cores --injected-file-size --injected-path-size --injected-files --instances --key-pairs --properties --ram --server-group-members --server-groups --backups --backup-gigabytes --gigabytes --groups --per-volume-gigabytes --snapshots --volumes --floating-ips --secgroup-rules --secgroups --networks --subnets --ports --routers --router-routes --rbac-policies --subnetpools --volume-type --force --no-force --check-limit'
  cmds_quota_show='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --default --usage --all --compute --volume --network'
  cmds_security='group'
  cmds_security_group='create delete list rule set show unset'
  cmds_security_group_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --extra-property --description --project --stateful --stateless --project-domain --tag --no-tag'
  cmds_security_group_delete='-h --help'
  cmds_security_group_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --project --project-domain --share --no-share --tags --any-tags --not-tags --not-any-tags --limit --marker --max-items'
  cmds_security_group_rule='create delete list show'
  cmds_security_group_rule_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --extra-property --remote-ip --remote-group --remote-address-group --dst-port --protocol --description --icmp-type --icmp-code --ingress --egress --ethertype --project --project-domain'
  cmds_security_group_rule_delete='-h --help'
  cmds_security_group_rule_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --protocol --ethertype --ingress --egress --long --project --project-domain --limit --marker --max-items'
  cmds_security_group_rule_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_security_group_set='-h --help --extra-property --name --description --stateful --stateless --tag --no-tag'
  cmds_security_group_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_security_group_unset='-h --help --tag --all-tag'
  cmds_server='add create delete dump event image list lock migrate migrate_confirm migrate_revert migration pause reboot rebuild remove rescue resize resize_confirm resize_revert restore resume set shelve show start stop suspend unlock unpause unrescue unset unshelve volume'
  cmds_server_add='fixed floating network port security volume'
  cmds_server_add_fixed='ip'
  cmds_server_add_fixed_ip='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --fixed-ip-address --tag'
  cmds_server_add_floating='ip'
  cmds_server_add_floating_ip='-h --help --fixed-ip-address'
  cmds_server_add_network='-h --help --tag'
  cmds_server_add_port='-h --help --tag'
  cmds_server_add_security='group'
  cmds_server_add_security_group='-h --help'
  cmds_server_add_volume='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --device --tag --enable-delete-on-termination --disable-delete-on-termination'
  cmds_server_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --flavor --image --image-property --volume --snapshot --boot-from-volume --delete-on-termination --block-device-mapping --block-device --swap --ephemeral --network --port --no-network --auto-network --nic --password --no-security-group --security-group --key-name --property --file --user-data --description --availability-zone --host --hypervisor-hostname --server-group --hint --use-config-drive --no-config-drive --config-drive --min --max --tag --hostname --wait --trusted-image-cert'
  cmds_server_delete='-h --help --force --all-projects --wait'
  cmds_server_dump='create'
  cmds_server_dump_create='-h --help'
  cmds_server_event='list show'
  cmds_server_event_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --long --changes-since --changes-before --limit --marker --max-items'
  cmds_server_event_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_server_image='create'
  cmds_server_image_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --name --property --wait'
  cmds_server_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --reservation-id --ip --ip6 --name --instance-name --status --flavor --image --host --all-projects --project --project-domain --user --user-domain --deleted --availability-zone --key-name --config-drive --no-config-drive --progress --vm-state --task-state --power-state --long -n --no-name-lookup --name-lookup-one-by-one --limit --marker --max-items --changes-before --changes-since --locked --unlocked --tags --not-tags'
  cmds_server_lock='-h --help --reason'
  cmds_server_migrate='-h --help --live-migration --host --shared-migration --block-migration --disk-overcommit --no-disk-overcommit --wait confirm revert'
  cmds_server_migrate_confirm='-h --help'
  cmds_server_migrate_revert='-h --help'
  cmds_server_migration='abort confirm force list revert show'
  cmds_server_migration_abort='-h --help'
  cmds_server_migration_confirm='-h --help'
  cmds_server_migration_force='complete'
  cmds_server_migration_force_complete='-h --help'
  cmds_server_migration_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --server --host --status --type --limit --marker --max-items --changes-since --changes-before --project --project-domain --user --user-domain'
  cmds_server_migration_revert='-h --help'
  cmds_server_migration_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_server_pause='-h --help'
  cmds_server_reboot='-h --help --hard --soft --wait'
  cmds_server_rebuild='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --image --name --password --property --description --preserve-ephemeral --no-preserve-ephemeral --key-name --no-key-name --key-unset --user-data --no-user-data --trusted-image-cert --no-trusted-image-certs --hostname --reimage-boot-volume --no-reimage-boot-volume --wait'
  cmds_server_remove='fixed floating network port security volume'
  cmds_server_remove_fixed='ip'
  cmds_server_remove_fixed_ip='-h --help'
  cmds_server_remove_floating='ip'
  cmds_server_remove_floating_ip='-h --help'
  cmds_server_remove_network='-h --help'
  cmds_server_remove_port='-h --help'
  cmds_server_remove_security='group'
  cmds_server_remove_security_group='-h --help'
  cmds_server_remove_volume='-h --help'
  cmds_server_rescue='-h --help --image --password'
  cmds_server_resize='-h --help --flavor --confirm --revert --wait confirm revert'
  cmds_server_resize_confirm='-h --help'
  cmds_server_resize_revert='-h --help'
  cmds_server_restore='-h --help'
  cmds_server_resume='-h --help'
  cmds_server_set='-h --help --name --password --no-password --root-password --property --auto-approve --state --description --tag --hostname --pinned-availability-zone'
  cmds_server_shelve='-h --help --offload --wait'
  cmds_server_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --diagnostics --topology'
  cmds_server_start='-h --help --all-projects'
  cmds_server_stop='-h --help --all-projects'
  cmds_server_suspend='-h --help'
  cmds_server_unlock='-h --help'
  cmds_server_unpause='-h --help'
  cmds_server_unrescue='-h --help'
  cmds_server_unset='-h --help --property --all-properties --description --tag --all-tags --pinned-availability-zone'
  cmds_server_unshelve='-h --help --availability-zone --no-availability-zone --host --wait'
  cmds_server_volume='list'
  cmds_server_volume_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending'
  cmds_subnet='create delete list show'
  cmds_subnet_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --extra-property --project --project-domain --subnet-pool --use-prefix-delegation --use-default-subnet-pool --prefix-length --subnet-range --dhcp --no-dhcp --dns-publish-fixed-ip --no-dns-publish-fixed-ip --gateway --ip-version --ipv6-ra-mode --ipv6-address-mode --network-segment --network --description --allocation-pool --dns-nameserver --host-route --service-type --tag --no-tag'
  cmds_subnet_delete='-h --help'
  cmds_subnet_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --long --ip-version --dhcp --no-dhcp --service-type --project --project-domain --network --gateway --name --subnet-range --subnet-pool --tags --any-tags --not-tags --not-any-tags --limit --marker --max-items'
  cmds_subnet_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_token='issue revoke'
  cmds_token_issue='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_token_revoke='-h --help'
  cmds_versions='show'
  cmds_versions_show='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --all-interfaces --interface --region-name --service --status'
  cmds_volume='create delete list set show unset'
  cmds_volume_create='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty --size --type --image --snapshot --source --source-replicated --backup --remote-source --description --availability-zone --consistency-group --property --hint --bootable --non-bootable --read-only --read-write --host --cluster'
  cmds_volume_delete='-h --help --force --cascade --purge --remote'
  cmds_volume_list='-h --help -f --format -c --column --quote --noindent --max-width --fit-width --print-empty --sort-column --sort-ascending --sort-descending --project --project-domain --user --user-domain --name --status --property --all-projects --long --limit --marker'
  cmds_volume_set='-h --help --name --size --description --no-property --property --image-property --state --attached --detached --type --retype-policy --migration-policy --bootable --non-bootable --read-only --read-write'
  cmds_volume_show='-h --help -f --format -c --column --noindent --variable --prefix --max-width --fit-width --print-empty'
  cmds_volume_unset='-h --help --property --image-property'

  local path="" offered="${cmds}" word name next
  for word in "${words[@]:1:cword}"; do
    if [[ ${word} =~ ^[A-Za-z0-9_-]+$ && ${word} != -* ]]; then
      name="cmds_${path:+${path}_}${word//-/_}"
      next="${!name}"
    else
      next=""
    fi
    if [[ -z ${next} ]]; then
      [[ -z ${path} ]] && continue
      break
    fi
    path="${name#cmds_}"
    offered="${next}"
  done

  local candidates=""
  for word in ${offered}; do
    case "${cur:0:1}|${word}" in
      "-|-"*) candidates+=" ${word}" ;;
      "-|"* | *"|-"* | *_*) ;;
      *) candidates+=" ${word}" ;;
    esac
  done

  if [[ -n ${candidates} ]]; then
    COMPREPLY=( $(compgen -W "${candidates}" -- "${cur}") )
  else
    COMPREPLY=( $(compgen -f -- "${cur}") )
  fi
}
complete -o filenames -F _openstack openstack
